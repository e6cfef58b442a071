import type { Placeholder } from "@appealmod/core";
import { getTranslations } from "next-intl/server";

interface Props {
  readonly allowed: readonly Placeholder[];
  readonly needed?: readonly Placeholder[];
}

/** What may stand in a text between double braces, and what comes in its place. */
export async function PlaceholderList({ allowed, needed = [] }: Props) {
  const t = await getTranslations("rooms.settings.texts");
  return (
    <div className="placeholders">
      <h2>{t("placeholders")}</h2>
      <dl>
        {allowed.map((name) => (
          <div key={name}>
            <dt>
              <code>{`{{${name}}}`}</code>
            </dt>
            <dd>
              {t(`placeholder.${name}`)}
              {needed.includes(name) && <strong> · {t("needed")}</strong>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
