import { getTranslations } from "next-intl/server";
import { languageName } from "../../i18n/language-name.ts";
import { type OpenSettings, writtenIn } from "../../server/settings/open-settings.ts";
import { positionField } from "../../server/settings/posted-order.ts";
import { RoomForm } from "../room/room-form.tsx";
import { PositionField } from "./position-field.tsx";

/** All saved replies in their order, which is changed by numbers. */
export async function ReplyList({ opened }: { readonly opened: OpenSettings }) {
  const t = await getTranslations("rooms.settings.replies");
  const { signedIn, view, paths, unsaved } = opened;
  const replies = view.settings.savedReplies;
  const add = (
    <p>
      <a className="button" href={paths.reply("")}>
        {t("add")}
      </a>
    </p>
  );
  if (replies.length === 0)
    return (
      <>
        <p className="column">{t("lead")}</p>
        <div className="room-empty stack">
          <p>{t("empty")}</p>
          {add}
        </div>
      </>
    );
  return (
    <>
      <p className="column">{t("lead")}</p>
      {add}
      <RoomForm action={paths.save("reply-order")} signedIn={signedIn}>
        <input type="hidden" name="seen" value={view.revision} />
        <ol className="settings-list ordered">
          {replies.map(({ id, title, language, suits, text }, index) => (
            <li key={id}>
              <PositionField
                name={positionField(id)}
                value={writtenIn(unsaved, positionField(id), String(index + 1))}
                label={t.rich("position", { title, hidden })}
              />
              <div>
                <div className="settings-list-head">
                  <h2 dir="auto">{title}</h2>
                  <span className="mark">{languageName(language)}</span>
                  <span className="mark">{t(`occasion.${suits}`)}</span>
                </div>
                <p className="excerpt" dir="auto" lang={language}>
                  {[...text.replace(/\s+/g, " ")].slice(0, 160).join("")}
                </p>
                <p className="ways-on">
                  <a className="onward" href={paths.reply(id)}>
                    {t.rich("edit", { title, hidden })}
                  </a>
                  <a className="onward" href={paths.removeReply(id)}>
                    {t("remove")}
                    <span className="visually-hidden"> “{title}”</span>
                  </a>
                </p>
              </div>
            </li>
          ))}
        </ol>
        {replies.length > 1 && (
          <div className="actions settings-actions">
            <button className="button quiet" type="submit" name="intent" value="save">
              {t("order")}
            </button>
          </div>
        )}
      </RoomForm>
    </>
  );
}

function hidden(words: React.ReactNode) {
  return <span className="visually-hidden">{words}</span>;
}
