import { localize, type Question } from "@appealmod/core";
import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { dateAndTime } from "../../i18n/date-and-time.ts";
import { type OpenSettings, writtenIn } from "../../server/settings/open-settings.ts";
import { positionField } from "../../server/settings/posted-order.ts";
import { RoomForm } from "../room/room-form.tsx";
import { PositionField } from "./position-field.tsx";

/** The questions of the draft, or those asked now, in their order, which is changed by numbers. */
export async function QuestionList({ opened }: { readonly opened: OpenSettings }) {
  const [t, format] = await Promise.all([
    getTranslations("rooms.settings.questions"),
    getFormatter(),
  ]);
  const { signedIn, view, paths, unsaved } = opened;
  const { draft, settings, areQuestionsOwn } = view;
  const { questions } = draft?.questions ?? view.questions;
  const { language } = settings;
  return (
    <>
      <p className="column">{t("lead")}</p>
      <dl className="settings-state">
        <div>
          <dt>{t("live")}</dt>
          <dd>
            {areQuestionsOwn ? t("liveOwn", { version: view.questions.version }) : t("liveDefault")}
          </dd>
        </div>
        <div>
          <dt>{t("draft")}</dt>
          <dd>
            {draft
              ? t("draftBy", {
                  who: draft.updatedBy === null ? "—" : `u/${draft.updatedBy}`,
                  at: format.dateTime(draft.updatedAt, dateAndTime),
                })
              : t("noDraft")}
          </dd>
        </div>
      </dl>
      {draft && (
        <div className="notice gentle settings-notice">
          <p>{t("isDraft")}</p>
          <p className="actions settings-actions">
            <a className="button" href={paths.questionsLive}>
              {t("makeLive")}
            </a>
            <a className="button quiet" href={paths.questionsDiscard}>
              {t("discard")}
            </a>
          </p>
        </div>
      )}
      <p className="ways-on">
        <a className="onward" href={paths.question("")}>
          {t("add")}
        </a>
        <a className="onward" href={`${paths.questionsPreview}?in=${language}`}>
          {t("preview")}
        </a>
        {areQuestionsOwn && (
          <a className="onward" href={paths.questionsDefaults}>
            {t("defaults")}
          </a>
        )}
      </p>
      <RoomForm action={paths.save("question-order")} signedIn={signedIn}>
        <input type="hidden" name="seenDraft" value={draft?.version ?? 0} />
        <ol className="settings-list ordered">
          {questions.map((question, index) => {
            const title = localize(question.label, language);
            return (
              <li key={question.id} className={question.enabled ? undefined : "off"}>
                <PositionField
                  name={positionField(question.id)}
                  value={writtenIn(unsaved, positionField(question.id), String(index + 1))}
                  label={t.rich("position", { title, hidden })}
                />
                <div>
                  <h2 dir="auto" lang={language}>
                    {title}
                  </h2>
                  <p className="soft small">
                    <Facts question={question} all={questions} language={language} />
                  </p>
                  <p>
                    <a className="onward" href={paths.question(question.id)}>
                      {t.rich("edit", { title, hidden })}
                    </a>
                  </p>
                </div>
              </li>
            );
          })}
        </ol>
        <div className="actions settings-actions">
          <button className="button quiet" type="submit" name="intent" value="save">
            {unsaved?.conflict ? t("orderUpon") : t("order")}
          </button>
          {unsaved && (
            <button className="button quiet" type="submit" name="intent" value="drop">
              {t("dropOrder")}
            </button>
          )}
        </div>
      </RoomForm>
    </>
  );
}

function hidden(words: ReactNode) {
  return <span className="visually-hidden">{words}</span>;
}

async function Facts({
  question,
  all,
  language,
}: {
  readonly question: Question;
  readonly all: readonly Question[];
  readonly language: string;
}) {
  const t = await getTranslations("rooms.settings.questions");
  const { kind, required, enabled, onlyIf } = question;
  const earlier = all.find(({ id }) => id === onlyIf?.question);
  return [
    t(`kinds.${kind}`),
    required ? t("facts.required") : t("facts.optional"),
    ...(enabled ? [] : [t("facts.off")]),
    ...(onlyIf
      ? [
          t("facts.onlyIf", {
            question: earlier ? localize(earlier.label, language) : onlyIf.question,
          }),
        ]
      : []),
  ].join(" · ");
}
