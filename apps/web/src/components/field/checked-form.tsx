"use client";

import { showsNothing } from "@appealmod/core/visible-characters";
import { Field } from "@base-ui/react/field";
import { Form } from "@base-ui/react/form";
import type { ReactNode } from "react";
import { isPlausible, type WrittenAs } from "./is-plausible.ts";
import { LabelledControl } from "./labelled-control.tsx";

export interface CheckedField {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly writtenAs: WrittenAs;
  readonly defaultValue?: string | undefined;
  /** What the server found wrong. */
  readonly problem?: string | undefined;
  /** What to say of it when it is empty, and when it cannot be right. */
  readonly words: { readonly required: string; readonly wrong: string };
}

interface Props {
  readonly id: string;
  readonly action: string;
  readonly className: string;
  readonly fields: readonly CheckedField[];
  readonly send: string;
  readonly children?: ReactNode;
}

/**
 * A short form whose fields are checked when one leaves them, and once more before it is sent.
 * Without a script it is sent as it is, and the server says what it found.
 */
export function CheckedForm({ id, action, className, fields, send, children }: Props) {
  const problems = fields.flatMap(({ name, problem }) => (problem ? [[name, problem]] : []));
  return (
    <Form
      id={id}
      method="post"
      action={action}
      className={className}
      validationMode="onBlur"
      errors={Object.fromEntries(problems)}
      onSubmitCapture={(event) => {
        // Whoever changes the language is not done yet: nothing is checked then.
        const { submitter } = event.nativeEvent as SubmitEvent;
        if (submitter?.hasAttribute("formaction")) event.stopPropagation();
      }}
    >
      {fields.map((field) => (
        <Field.Root
          key={field.name}
          className="field"
          name={field.name}
          validate={(value) => {
            const written = String(value);
            if (showsNothing(written)) return field.words.required;
            return isPlausible(field.writtenAs, written) ? null : field.words.wrong;
          }}
        >
          <LabelledControl
            id={`${id}-${field.name}`}
            label={field.label}
            hint={field.hint}
            defaultValue={field.defaultValue ?? ""}
            isRequired
            control={
              <input
                id={`${id}-${field.name}`}
                // Not of the type for e-mail addresses: with it browsers refuse letters that mail
                // servers take, and rewrite the domain while one writes.
                type="text"
                {...(field.writtenAs === "email" ? { inputMode: "email" } : {})}
                autoComplete={autoComplete[field.writtenAs]}
                autoCapitalize={field.writtenAs === "name" ? "words" : "none"}
                spellCheck={false}
              />
            }
            problem={field.problem}
            problemNow={
              <Field.Validity>
                {({ validity, error }) =>
                  validity.valueMissing ? field.words.required : error || field.problem
                }
              </Field.Validity>
            }
          />
        </Field.Root>
      ))}
      {children}
      <button
        className="button"
        type="submit"
        // A press would leave the field first, and a problem that is told right then would push
        // the button away from under the finger. So the field is left with the sending alone.
        onMouseDown={(event) => event.preventDefault()}
      >
        {send}
      </button>
    </Form>
  );
}

const autoComplete: Readonly<Record<WrittenAs, string>> = {
  name: "name",
  email: "email",
  redditor: "off",
  community: "off",
};
