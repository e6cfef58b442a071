import { checkDecision } from "@appealmod/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { AppealAnswers } from "../../../../../components/appeal-page/appeal-answers.tsx";
import { AppealNotice } from "../../../../../components/appeal-page/appeal-notice.tsx";
import { AskForm } from "../../../../../components/appeal-page/ask-form.tsx";
import { BanFacts } from "../../../../../components/appeal-page/ban-facts.tsx";
import { ClaimBox } from "../../../../../components/appeal-page/claim-box.tsx";
import { DecideBox } from "../../../../../components/appeal-page/decide-box.tsx";
import { NextActionBox } from "../../../../../components/appeal-page/next-action.tsx";
import { NoteForm } from "../../../../../components/appeal-page/note-form.tsx";
import { TimelineEntryItem } from "../../../../../components/appeal-page/timeline-entry.tsx";
import { RoomFrame } from "../../../../../components/room/room-frame.tsx";
import { RoomKeys } from "../../../../../components/room/room-keys.tsx";
import { dateAndTime } from "../../../../../i18n/date-and-time.ts";
import { readAppeal } from "../../../../../server/read-appeal.ts";
import { roomSettings } from "../../../../../server/room-settings.ts";
import { requireSignedIn } from "../../../../../server/signed-in.ts";
import { theSite } from "../../../../../server/site.ts";

interface Props {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  // Whose appeal it is stays out of the history of a browser that others use.
  return { title: (await getTranslations("rooms.queue"))("title") };
}

/** One appeal: what to do now, what is known, what happened, and where one decides. */
export default async function AppealPageOfRoom({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const signedIn = await requireSignedIn(`/moderate/appeals/${id}`);
  const page = await readAppeal(signedIn, id);
  if (!page) notFound();
  const [t, q, format] = await Promise.all([
    getTranslations("rooms.appeal"),
    getTranslations("rooms.queue"),
    getFormatter(),
  ]);
  const settings = roomSettings(page.settings);
  const checked = page.draft ? checkDecision(page.draft.words, new Date()) : null;
  const problems = query.check === "1" && checked && !checked.isValid ? checked.problems : [];
  const [first, ...others] = page.conversationIds;
  const mail = theSite().redditAddresses.conversation;
  const isJustSent = query.sent === "1" && page.nextAction === "take-back-or-wait";
  return (
    <RoomFrame signedIn={signedIn} current="queue">
      {isJustSent && <meta httpEquiv="refresh" content={`31;url=/moderate/appeals/${page.id}`} />}
      <header className="appeal-head">
        <p className="settings-up">
          <a href="/moderate">← {t("back")}</a>
        </p>
        <h1>
          <bdi>{t("of", { name: page.username })}</bdi>{" "}
          <span className="soft">{t("in", { subreddit: page.subreddit })}</span>
        </h1>
        <p className="appeal-line small">
          <span className={`standing ${page.standing}`}>{q(`standing.${page.standing}`)}</span>
          <span className="soft">
            {t("since", { date: format.dateTime(page.openedAt, { dateStyle: "long" }) })}
          </span>
          {first && (
            <a href={mail(first)} rel="noreferrer">
              {t("modmail")}
            </a>
          )}
          {others.map((conversation, index) => (
            <a key={conversation} href={mail(conversation)} rel="noreferrer">
              {t("modmailOther", { number: index + 2 })}
            </a>
          ))}
        </p>
      </header>
      {typeof query.done === "string" && <AppealNotice done={query.done} page={page} />}
      <NextActionBox page={page} signedIn={signedIn} />
      <div className="appeal-columns">
        <aside className="appeal-side">
          <ClaimBox page={page} signedIn={signedIn} />
          <BanFacts page={page} />
        </aside>
        <div className="appeal-main">
          <section aria-labelledby="answers">
            <h2 id="answers">{t("answers")}</h2>
            {page.form ? (
              <>
                <p className="soft small">
                  {t("answersAt", {
                    date: format.dateTime(page.form.submittedAt, dateAndTime),
                  })}
                </p>
                <AppealAnswers form={page.form} abusiveWords={settings.abusiveWords} />
              </>
            ) : (
              <p className="soft">{t("answersNone")}</p>
            )}
          </section>
          <section aria-labelledby="timeline">
            <h2 id="timeline">{t("timeline")}</h2>
            {page.isTimelineCut && <p className="soft small">{t("timelineCut")}</p>}
            <ol className="timeline">
              {page.timeline.map((entry, index) => (
                <TimelineEntryItem
                  key={index}
                  entry={entry}
                  abusiveWords={settings.abusiveWords}
                  conversationId={first}
                />
              ))}
            </ol>
          </section>
          <AskForm page={page} signedIn={signedIn} />
          <NoteForm appealId={page.id} signedIn={signedIn} />
          <DecideBox page={page} signedIn={signedIn} settings={settings} problems={problems} />
        </div>
      </div>
      <RoomKeys />
    </RoomFrame>
  );
}
