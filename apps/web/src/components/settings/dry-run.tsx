import { getFormatter, getTranslations } from "next-intl/server";
import { dateAndTime } from "../../i18n/date-and-time.ts";
import type { OpenSettings } from "../../server/settings/open-settings.ts";
import { inRoom } from "../../server/signed-in.ts";
import { theSite } from "../../server/site.ts";
import { RoomForm } from "../room/room-form.tsx";

/** What the bot would do about the last conversations; while it looks, the page looks again. */
export async function DryRunFindings({ opened }: { readonly opened: OpenSettings }) {
  const { signedIn, paths, view } = opened;
  const { rooms, redditAddresses } = theSite();
  const run = await inRoom(rooms.communityDryRun(signedIn, view.name), paths.dryRun);
  const [t, format] = await Promise.all([getTranslations("rooms.dryRun"), getFormatter()]);
  const isRunning = run !== null && run.endedAt === null;
  return (
    <>
      {isRunning && <meta httpEquiv="refresh" content={`5;url=${paths.dryRun}`} />}
      <div className="column stack">
        <p>{t("lead")}</p>
        {isRunning && <p role="status">{t("running")}</p>}
        {run?.endedAt && (
          <p className="soft small">
            {t("asOf", { at: format.dateTime(run.endedAt, dateAndTime) })}
          </p>
        )}
        {run?.endedAt && run.findings.length === 0 && <p>{t("none")}</p>}
      </div>
      {run && run.findings.length > 0 && (
        <ol className="room-list room-section" aria-label={t("list")}>
          {run.findings.map(({ conversationId, updatedAt, step, reason }) => (
            <li key={conversationId} className="room-row">
              <p>
                <b>{t(`step.${step}`)}</b>{" "}
                {reason !== null && <span className="soft">{t(`reason.${reason}`)}</span>}
              </p>
              <p className="small">
                <a href={redditAddresses.conversation(conversationId)} rel="noreferrer">
                  {t("open", { id: conversationId })}
                </a>
                <br />
                <time className="soft" dateTime={updatedAt}>
                  {format.dateTime(new Date(updatedAt), dateAndTime)}
                </time>
              </p>
            </li>
          ))}
        </ol>
      )}
      {!isRunning && (
        <RoomForm action={`${paths.dryRun}/ask`} signedIn={signedIn} className="room-section">
          <button type="submit" className="button">
            {t(run ? "again" : "ask")}
          </button>
        </RoomForm>
      )}
    </>
  );
}
