import type { AppealPage, SignedIn } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { RoomForm } from "../room/room-form.tsx";

interface Props {
  readonly page: AppealPage;
  readonly signedIn: SignedIn;
}

/** One more question to the redditor, or that one waits for its answer. */
export function AskForm({ page, signedIn }: Props) {
  const t = useTranslations("rooms.ask");
  const { id, canAsk, closedAt, openQuestion, subreddit } = page;
  if (closedAt === null && openQuestion)
    return <p className="notice">{t("waits", { name: openQuestion.askedBy })}</p>;
  if (!canAsk) return null;
  return (
    <details className="facts-box" id="ask">
      <summary>{t("title")}</summary>
      <RoomForm action={`/moderate/appeals/${id}/question`} signedIn={signedIn}>
        <div className="field">
          <label htmlFor="ask-text">{t("label")}</label>
          <p id="ask-hint" className="hint small">
            {t("hint", { subreddit })}
          </p>
          <textarea
            id="ask-text"
            name="text"
            rows={4}
            maxLength={10_000}
            required
            dir="auto"
            aria-describedby="ask-hint"
          />
        </div>
        <label className="choice plain">
          <input type="checkbox" name="sure" value="1" required />
          <span>{t("sure")}</span>
        </label>
        <button className="button quiet" type="submit">
          {t("send")}
        </button>
      </RoomForm>
    </details>
  );
}
