import type { CommunityRules as Rules } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";
import { markdownAsText } from "./markdown-as-text.ts";

interface Props {
  readonly rules: Rules;
  readonly subreddit: string;
}

/** The community's rules, next to the question about them. */
export function CommunityRules({ rules, subreddit }: Props) {
  const [t, format] = [useTranslations("form"), useFormatter()];
  return (
    <details className="rules">
      <summary>{t("rulesTitle", { subreddit })}</summary>
      <ol>
        {rules.rules.map((rule) => (
          <li key={rule.name}>
            <strong className="font-semibold" dir="auto">
              {rule.name}
            </strong>
            {rule.description && (
              <p className="small soft whitespace-pre-line" dir="auto">
                {markdownAsText(rule.description)}
              </p>
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
