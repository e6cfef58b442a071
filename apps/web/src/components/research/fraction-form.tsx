import { useTranslations } from "next-intl";
import { SettingField } from "../settings/setting-field.tsx";

interface Props {
  /** The page's own path: it shows what the number would do. */
  readonly path: string;
  readonly typed: string | null;
  readonly isWrong: boolean;
}

/** Asks for a share; nothing is set yet. */
export function FractionForm({ path, typed, isWrong }: Props) {
  const t = useTranslations("research.fraction");
  return (
    <form method="get" action={`${path}#percent`} className="stack">
      <SettingField
        id="percent"
        label={t("label")}
        hint={t("hint")}
        problem={isWrong ? t("wrong") : undefined}
      >
        {(described) => (
          <input
            {...described}
            type="text"
            name="percent"
            inputMode="decimal"
            autoComplete="off"
            required
            className="short-number"
            defaultValue={typed ?? ""}
          />
        )}
      </SettingField>
      <p className="actions">
        <button type="submit" className="button quiet">
          {t("show")}
        </button>
      </p>
    </form>
  );
}
