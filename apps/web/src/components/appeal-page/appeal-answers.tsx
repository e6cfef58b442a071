import { localize, type SubmittedForm, shownQuestions } from "@appealmod/core";
import { useTranslations } from "next-intl";
import { roomLanguage } from "../../i18n/room-language.ts";
import { answerWords } from "../form/answer-words.ts";
import { WrittenText } from "./written-text.tsx";

interface Props {
  readonly form: SubmittedForm;
  readonly abusiveWords: readonly string[];
}

/** What a redditor answered, under the questions that were asked. */
export function AppealAnswers({ form, abusiveWords }: Props) {
  const [f, r] = [useTranslations("form"), useTranslations("review")];
  const { questions, answers } = form;
  const shown = shownQuestions(questions, answers);
  const words = { yes: f("yes"), no: f("no"), none: r("noAnswer") };
  return (
    <dl className="answers card answers-card">
      {shown.map((question) => (
        <div key={question.id}>
          <dt dir="auto">{localize(question.label, roomLanguage)}</dt>
          <dd>
            <WrittenText
              text={answerWords(question, answers, roomLanguage, words)}
              abusiveWords={abusiveWords}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
