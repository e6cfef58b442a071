"use client";

import { Field } from "@base-ui/react/field";
import type { ReactElement, ReactNode } from "react";

export interface LabelledControlProps {
  /** Of the control: the parts around it derive theirs. */
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What stands between the hint and the control, such as a community's rules. */
  readonly aside?: ReactNode;
  /** What stands below; its id is the control's with `-limit`. */
  readonly foot?: ReactNode;
  readonly defaultValue?: string;
  /** What the server found wrong. */
  readonly problem?: string | undefined;
}

interface Props extends LabelledControlProps {
  /** A native `input` or `textarea`, with whatever is its own. */
  readonly control: ReactElement<{ readonly id?: string }>;
  /** What is wrong as it is written now; without it only what the server found is told. */
  readonly problemNow?: ReactNode;
  readonly isRequired?: boolean;
}

/**
 * What is within a field, in its order. The library ties the parts together once its script has
 * come; until then, and where there is none, the ids that are given here do.
 */
export function LabelledControl(props: Props) {
  const { id, label, hint, aside, foot, control, problem, problemNow } = props;
  const described = [
    ...(hint ? [`${id}-hint`] : []),
    ...(problem === undefined ? [] : [`${id}-problem`]),
    ...(foot ? [`${id}-limit`] : []),
  ];
  return (
    <>
      <Field.Label htmlFor={id}>{label}</Field.Label>
      {hint && (
        <Field.Description id={`${id}-hint`} className="hint" render={<div />}>
          {hint}
        </Field.Description>
      )}
      {aside}
      <div aria-live="polite">
        <Field.Error
          id={`${id}-problem`}
          className="problem"
          render={<p />}
          {...(problemNow === undefined ? { match: problem !== undefined } : {})}
        >
          {problemNow ?? problem}
        </Field.Error>
      </div>
      <Field.Control
        id={id}
        defaultValue={props.defaultValue ?? ""}
        required={props.isRequired ?? false}
        aria-describedby={described.join(" ") || undefined}
        render={control}
      />
      {foot}
    </>
  );
}
