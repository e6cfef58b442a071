import type { ReactNode } from "react";
import type { WrittenAs } from "./is-plausible.ts";
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
 * A short form. `watchShortForm` checks its fields by what they say of themselves; without a script
 * it is sent as it is, and the server says what it found.
 */
export function CheckedForm({ id, action, className, fields, send, children }: Props) {
  return (
    <form id={id} method="post" action={action} className={className} noValidate>
      {fields.map(({ name, label, hint, writtenAs, defaultValue, problem, words }) => (
        <div className="field" key={name} data-invalid={problem === undefined ? undefined : ""}>
          <LabelledControl
            {...{ id: `${id}-${name}`, label, hint, problem }}
            control={
              <input
                id={`${id}-${name}`}
                // Not of the type for e-mail addresses: with it browsers refuse letters that mail
                // servers take, and rewrite the domain while one writes.
                type="text"
                name={name}
                defaultValue={defaultValue ?? ""}
                required
                {...(writtenAs === "email" ? { inputMode: "email" } : {})}
                autoComplete={autoComplete[writtenAs]}
                autoCapitalize={writtenAs === "name" ? "words" : "none"}
                spellCheck={false}
                data-written-as={writtenAs}
                data-required={words.required}
                data-wrong={words.wrong}
              />
            }
          />
        </div>
      ))}
      {children}
      <button className="button" type="submit">
        {send}
      </button>
    </form>
  );
}

const autoComplete: Readonly<Record<WrittenAs, string>> = {
  name: "name",
  email: "email",
  redditor: "off",
  community: "off",
};
