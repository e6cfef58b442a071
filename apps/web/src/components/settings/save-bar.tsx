import type { UnsavedPost } from "@appealmod/core";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

interface Props {
  readonly unsaved: UnsavedPost | null;
  readonly hasPreview?: boolean;
  /** Other ways on, after those to save and drop. */
  readonly children?: ReactNode;
}

/** The buttons below a form: save it, look at it, drop what could not be saved. */
export async function SaveBar({ unsaved, hasPreview = false, children }: Props) {
  const t = await getTranslations("rooms.settings.form");
  return (
    <div className="actions settings-actions">
      <button className="button" type="submit" name="intent" value="save">
        {unsaved?.conflict ? t("saveUpon") : t("save")}
      </button>
      {hasPreview && (
        <button className="button quiet" type="submit" name="intent" value="preview">
          {t("preview")}
        </button>
      )}
      {unsaved && (
        <button className="button quiet" type="submit" name="intent" value="drop">
          {t("drop")}
        </button>
      )}
      {children}
    </div>
  );
}
