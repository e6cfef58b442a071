import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** A slim bar that stays in view: how much is answered, counted by style, and what is told of saving. */
export function FormBar({ children }: { readonly children?: ReactNode }) {
  const t = useTranslations("form");
  return (
    <div className="form-bar no-print">
      <p
        className="answered"
        data-between={` ${t("answeredBetween")} `}
        data-after={` ${t("answeredAfter")}`}
      />
      {children}
    </div>
  );
}
