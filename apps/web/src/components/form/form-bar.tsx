import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

/** A slim bar that stays in view: how much is answered, counted by style, and what is told of saving. */
export async function FormBar({ children }: { readonly children?: ReactNode }) {
  const t = await getTranslations("form");
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
