"use client";

import type { Answers } from "@appealmod/core";
import { answerVersion } from "@appealmod/core/answer-version";
import { useEffect, useId, useRef, useState } from "react";
import { onDraftKept } from "./draft-event.ts";
import { otherAnswersId } from "./field-id.ts";
import { otherAnswerField } from "./other-answer-field.ts";

interface Props {
  readonly questionId: string;
  /** As the page was made; the form's script tells of others. */
  readonly answers: readonly Answers[string][];
  /** What choices are called; none for a question that is answered in words. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether two answers can be joined. */
  readonly isJoinable: boolean;
  readonly words: {
    readonly title: string;
    readonly use: string;
    readonly add: string;
    readonly remove: string;
  };
}

/** What was written to a question in another window, with buttons that work without a script. */
export function OtherAnswers({ questionId, answers, labels, isJoinable, words }: Props) {
  const [shown, show] = useState(answers);
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    return onDraftKept(form, ({ otherAnswers }) => show(otherAnswers[questionId] ?? []));
  }, [questionId]);
  return (
    <div ref={place} id={otherAnswersId(questionId)}>
      {shown.map((answer, index) => {
        const version = answerVersion(answer);
        const text = [answer]
          .flat()
          .map((value) => labels[value] ?? value)
          .join("\n");
        const button = (action: "use" | "add" | "remove") => (
          <button
            className="button quiet"
            type="submit"
            name={otherAnswerField}
            value={`${action}:${questionId}:${version}`}
          >
            {words[action]}
          </button>
        );
        return (
          <div className="notice gentle field mt-3" key={version}>
            <label htmlFor={`${id}-${index}`}>{words.title}</label>
            <textarea
              id={`${id}-${index}`}
              readOnly
              dir="auto"
              value={text}
              rows={Math.min(8, text.split("\n").length + 1)}
            />
            <div className="actions mt-3">
              {button("use")}
              {isJoinable && button("add")}
              {button("remove")}
            </div>
          </div>
        );
      })}
    </div>
  );
}
