import type { ReactNode } from "react";

interface Props {
  /** Of the first choice: the parts around it derive theirs. */
  readonly id: string;
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  readonly problem?: string | undefined;
  readonly isMultiple?: boolean;
  /** One of the rooms' settings: there summaries of what is wrong lead to the first choice. */
  readonly isSetting?: boolean;
  readonly choices: readonly { readonly value: string; readonly text: ReactNode }[];
  readonly chosen: readonly string[];
}

/** A question that is answered by choosing, with the browser's own choices. */
export function ChoiceField(props: Props) {
  const { id, name, label, hint, aside, problem, choices, chosen } = props;
  const { isMultiple = false, isSetting = false } = props;
  const described = [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])];
  return (
    <fieldset
      id={isSetting ? undefined : `field-${name}`}
      className={isSetting ? "field setting-field" : "field question"}
      data-invalid={problem === undefined ? undefined : ""}
      aria-describedby={described.join(" ") || undefined}
    >
      <legend>{label}</legend>
      {hint && (
        <div id={`${id}-hint`} className="hint">
          {hint}
        </div>
      )}
      {aside}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="problem">
          {problem}
        </p>
      )}
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
    </fieldset>
  );
}
