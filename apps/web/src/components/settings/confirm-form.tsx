import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { OpenSettings } from "../../server/settings/open-settings.ts";
import { RoomForm } from "../room/room-form.tsx";

interface Props {
  readonly opened: OpenSettings;
  /** The form that it posts to. */
  readonly what: string;
  /** Fields that it carries. */
  readonly carried?: Readonly<Record<string, string | number>>;
  readonly confirm: string;
  /** The page to go back to. */
  readonly back: string;
  readonly children: ReactNode;
}

/** One more look at what is about to be done, and the button that does it. */
export async function ConfirmForm({ opened, what, carried = {}, confirm, back, children }: Props) {
  const t = await getTranslations("rooms.settings.form");
  const { signedIn, paths, view } = opened;
  // What is about the draft alone names no revision: only its own version counts.
  const isOfDraft = what === "question-discard";
  const fields = { ...(isOfDraft ? {} : { seen: view.revision }), ...carried };
  return (
    <>
      {children}
      <RoomForm action={paths.save(what)} signedIn={signedIn}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="actions settings-actions">
          <button className="button" type="submit" name="intent" value="save">
            {confirm}
          </button>
          <a className="button quiet" href={back}>
            {t("cancel")}
          </a>
        </div>
      </RoomForm>
    </>
  );
}
