import type { SignedIn } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { RoomForm } from "../room/room-form.tsx";

interface Props {
  readonly appealId: string;
  readonly signedIn: SignedIn;
}

/** A note for the other moderators of the community. */
export function NoteForm({ appealId, signedIn }: Props) {
  const t = useTranslations("rooms.appeal");
  return (
    <section className="facts-box" aria-labelledby="note">
      <h2 id="note">{t("noteTitle")}</h2>
      <RoomForm action={`/moderate/appeals/${appealId}/note`} signedIn={signedIn}>
        <div className="field">
          <label htmlFor="note-text" className="visually-hidden">
            {t("noteLabel")}
          </label>
          <p id="note-hint" className="hint small">
            {t("noteHint")}
          </p>
          <textarea
            id="note-text"
            name="text"
            rows={3}
            maxLength={2000}
            required
            dir="auto"
            aria-describedby="note-hint"
          />
        </div>
        <button className="button quiet" type="submit">
          {t("noteAdd")}
        </button>
      </RoomForm>
    </section>
  );
}
