import type { Answers } from "@appealmod/core";
import { answerVersion } from "@appealmod/core/answer-version";
import { otherAnswersId } from "./field-id.ts";
import { otherAnswerField } from "./other-answer-field.ts";
import {
  type OtherAnswerAction,
  otherAnswerChoice,
  otherAnswerRows,
  otherAnswersTemplateId,
  otherAnswerText,
} from "./other-answer-words.ts";
import type { FormWords } from "./problem-text.ts";

interface Props {
  readonly questionId: string;
  /** As the page is made; the form's script tells of others. */
  readonly answers: readonly Answers[string][];
  /** What choices are called; none for a question that is answered in words. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether two answers can be joined. */
  readonly isJoinable: boolean;
  readonly words: FormWords;
}

/** What was written to a question in another window, with buttons that work without a script. */
export function OtherAnswers({ questionId, answers, labels, isJoinable, words }: Props) {
  const id = otherAnswersId(questionId);
  return (
    <div
      id={id}
      data-question={questionId}
      data-labels={JSON.stringify(labels)}
      data-joinable={isJoinable ? "" : undefined}
    >
      {answers.map((answer, index) => (
        <OtherAnswer
          key={answerVersion(answer)}
          id={`${id}-${index}`}
          text={otherAnswerText(answer, labels)}
          value={(action) => otherAnswerChoice(action, questionId, answer)}
          {...{ isJoinable, words }}
        />
      ))}
    </div>
  );
}

/** What the form's script fills in for each answer that comes up while somebody writes. */
export function OtherAnswersTemplate({ words }: { readonly words: FormWords }) {
  return (
    <template id={otherAnswersTemplateId}>
      <OtherAnswer id="" text="" value={(action) => action} isJoinable words={words} />
    </template>
  );
}

interface OtherAnswerProps {
  readonly id: string;
  readonly text: string;
  readonly value: (action: OtherAnswerAction) => string;
  readonly isJoinable: boolean;
  readonly words: FormWords;
}

function OtherAnswer({ id, text, value, isJoinable, words }: OtherAnswerProps) {
  const button = (action: OtherAnswerAction, label: string) => (
    <button
      className="button quiet"
      type="submit"
      name={otherAnswerField}
      value={value(action)}
      data-action={action}
    >
      {label}
    </button>
  );
  return (
    <div className="notice gentle field mt-3">
      <label htmlFor={id}>{words("otherTitle")}</label>
      <textarea id={id} readOnly dir="auto" defaultValue={text} rows={otherAnswerRows(text)} />
      <div className="actions mt-3">
        {button("use", words("otherUse"))}
        {isJoinable && button("add", words("otherAdd"))}
        {button("remove", words("otherRemove"))}
      </div>
    </div>
  );
}
