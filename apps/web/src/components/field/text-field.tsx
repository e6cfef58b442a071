"use client";

import { Field } from "@base-ui/react/field";
import { LabelledControl, type LabelledControlProps } from "./labelled-control.tsx";

interface Props extends LabelledControlProps {
  readonly name: string;
  readonly isRequired: boolean;
  /** Lines of a long answer; one line where there is none. */
  readonly rows?: number;
}

/** A question that is answered in words: a native control, wired by the library. */
export function TextField({ name, isRequired, rows, ...parts }: Props) {
  const own = {
    id: parts.id,
    autoComplete: "off",
    "aria-required": isRequired,
    dir: "auto",
    // Shows nothing: by it a style can tell whether anything is written.
    placeholder: " ",
  } as const;
  return (
    <Field.Root
      id={`field-${name}`}
      className="field question"
      name={name}
      invalid={parts.problem !== undefined}
    >
      <LabelledControl
        {...parts}
        control={
          rows === undefined ? <input type="text" {...own} /> : <textarea rows={rows} {...own} />
        }
      />
    </Field.Root>
  );
}
