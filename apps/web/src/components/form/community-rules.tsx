import { getFormatter, getTranslations } from "next-intl/server";
import type { CommunityRules as Rules } from "../../server/open-form.ts";

interface Props {
  readonly rules: Rules;
  readonly subreddit: string;
}

/** The community's rules, next to the question about them. */
export async function CommunityRules({ rules, subreddit }: Props) {
  const [t, format] = await Promise.all([getTranslations("form"), getFormatter()]);
  return (
    <details className="card mt-3" open>
      <summary className="cursor-pointer font-semibold">{t("rulesTitle", { subreddit })}</summary>
      <ol className="mt-3 list-decimal space-y-3 pl-6">
        {rules.rules.map((rule) => (
          <li key={rule.name}>
            <span className="font-semibold">{rule.name}</span>
            {rule.description && (
              <p className="small soft whitespace-pre-line">{rule.description}</p>
            )}
          </li>
        ))}
      </ol>
      <p className="soft small mt-3">
        {t("rulesAsOf", { date: format.dateTime(rules.asOf, { dateStyle: "long" }) })}
      </p>
    </details>
  );
}
