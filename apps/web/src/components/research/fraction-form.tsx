import { useTranslations } from "next-intl";
import { Field } from "./field.tsx";

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
    <>
      {isWrong && (
        <p className="notice wrong" role="alert" id="wrong">
          {t("wrong")}
        </p>
      )}
      <form method="get" action={path} className="stack">
        <Field id="percent" label={t("label")} hint={t("hint")}>
          <input
            id="percent"
            name="percent"
            inputMode="decimal"
            required
            className="research-control research-short"
            defaultValue={typed ?? ""}
            aria-describedby={isWrong ? "percent-hint wrong" : "percent-hint"}
            aria-invalid={isWrong}
          />
        </Field>
        <p className="actions">
          <button type="submit" className="button quiet">
            {t("show")}
          </button>
        </p>
      </form>
    </>
  );
}
