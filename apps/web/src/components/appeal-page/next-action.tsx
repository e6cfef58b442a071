import type { AppealPage, SignedIn } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";
import { RoomForm } from "../room/room-form.tsx";
import { DecisionWords } from "./decision-words.tsx";

interface Props {
  readonly page: AppealPage;
  readonly signedIn: SignedIn;
}

/** What one is to do now: the first thing that the page says. */
export function NextActionBox({ page, signedIn }: Props) {
  const [t, format] = [useTranslations("rooms.appeal"), useFormatter()];
  const { nextAction, decision, form, id, claim } = page;
  const time = (date: Date) =>
    format.dateTime(date, {
      ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
      ...{ hourCycle: "h23", timeZone: "UTC", timeZoneName: "short" },
    });
  const mayDecide = nextAction === "decide" || nextAction === "decide-again";
  const isForSecond = nextAction === "agree" || nextAction === "wait-for-second";
  const isTaken = mayDecide && claim !== null && !claim.isMine;
  const isUnderWay = nextAction === "take-back-or-wait" || nextAction === "being-carried-out";
  return (
    <section className={`next-action ${nextAction}`} aria-labelledby="next-action">
      <h2 id="next-action">{t("nextTitle")}</h2>
      {(isUnderWay || isForSecond) && decision && (
        <p className="next-what">
          <b>{t(`decided.${decision.kind}`, { name: decision.decidedBy })}</b>
        </p>
      )}
      {isTaken && <p>{t("next.taken", { name: `u/${claim.username}` })}</p>}
      <p>
        {nextAction === "decide" && form === null
          ? t("next.decideNoAnswers")
          : t(`next.${nextAction}`, {
              name: `u/${decision?.decidedBy ?? ""}`,
              time: decision ? time(decision.beginsAt) : "",
            })}
      </p>
      {nextAction === "nothing" && decision?.probationUntil && decision.state === "done" && (
        <p>
          {t("next.probation", {
            date: format.dateTime(decision.probationUntil, { dateStyle: "long", timeZone: "UTC" }),
          })}
        </p>
      )}
      {nextAction === "agree" && decision && <DecisionWords decision={decision} />}
      {nextAction === "decide-again" && decision?.trouble && (
        <p dir="auto">{t("refusedBecause", { trouble: decision.trouble })}</p>
      )}
      <div className="actions">
        {mayDecide && (
          <a className={isTaken ? "button quiet" : "button"} href="#decide">
            {t("goDecide")}
          </a>
        )}
        {nextAction === "agree" && decision && (
          <RoomForm action={`/moderate/appeals/${id}/second`} signedIn={signedIn}>
            <input type="hidden" name="decision" value={decision.id} />
            <button className="button" type="submit">
              {t("agree")}
            </button>
          </RoomForm>
        )}
        {(nextAction === "take-back-or-wait" || isForSecond) && decision && page.canDecide && (
          <RoomForm action={`/moderate/appeals/${id}/take-back`} signedIn={signedIn}>
            <input type="hidden" name="decision" value={decision.id} />
            <button className={isForSecond ? "button quiet" : "button"} type="submit">
              {t("takeBack")}
            </button>
          </RoomForm>
        )}
        {isUnderWay && (
          <a className="onward" href={`/moderate/appeals/${id}`}>
            {t("lookAgain")}
          </a>
        )}
        {(!mayDecide || isTaken) && (
          <a className="onward" href="/moderate">
            {t("goNext")}
          </a>
        )}
      </div>
    </section>
  );
}
