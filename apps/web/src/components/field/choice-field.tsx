"use client";

import { Field } from "@base-ui/react/field";
import { Fieldset } from "@base-ui/react/fieldset";
import type { ReactNode } from "react";

interface Props {
  /** Of the first choice: the parts around it derive theirs. */
  readonly id: string;
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  readonly problem?: string | undefined;
  readonly isMultiple: boolean;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  readonly chosen: readonly string[];
}

/**
 * A question that is answered by choosing. The choices are the browser's own: those of the
 * library hide them behind others that do nothing until its script has come (decision 014).
 */
export function ChoiceField(props: Props) {
  const { id, name, label, hint, aside, problem, isMultiple, choices, chosen } = props;
  const described = [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])];
  return (
    <Field.Root
      id={`field-${name}`}
      className="field question"
      name={name}
      invalid={problem !== undefined}
      render={<Fieldset.Root aria-describedby={described.join(" ") || undefined} />}
    >
      <Fieldset.Legend render={<legend />}>{label}</Fieldset.Legend>
      {hint && (
        <Field.Description id={`${id}-hint`} className="hint" render={<div />}>
          {hint}
        </Field.Description>
      )}
      {aside}
      <Field.Error
        id={`${id}-problem`}
        className="problem"
        render={<p />}
        match={problem !== undefined}
      >
        {problem}
      </Field.Error>
      <div className="choices">
        {choices.map(({ value, text }, index) => (
          <label className="choice" key={value}>
            <input
              id={index === 0 ? id : `${id}-${value}`}
              type={isMultiple ? "checkbox" : "radio"}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </Field.Root>
  );
}
