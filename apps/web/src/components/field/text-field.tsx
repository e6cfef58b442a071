"use client";

import { Field } from "@base-ui/react/field";
import { LabelledControl, type LabelledControlProps } from "./labelled-control.tsx";

interface Props extends LabelledControlProps {
  readonly name: string;
  readonly isRequired: boolean;
  /** Lines of a long answer; one line where there is none. */
  readonly rows?: number;
  /** What the server found wrong. */
  readonly problem?: string | undefined;
}

/** A question that is answered in words: a native control, wired by the library. */
export function TextField({ name, isRequired, rows, problem, ...parts }: Props) {
  const own = {
    id: parts.id,
    autoComplete: "off",
    "aria-required": isRequired,
  } as const;
  return (
    <Field.Root
      id={`field-${name}`}
      className="field question"
      name={name}
      invalid={problem !== undefined}
    >
      <LabelledControl
        {...parts}
        control={
          rows === undefined ? <input type="text" {...own} /> : <textarea rows={rows} {...own} />
        }
        error={{ match: problem !== undefined, children: problem }}
      />
    </Field.Root>
  );
}
