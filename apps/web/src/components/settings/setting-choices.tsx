import type { ReactNode } from "react";

interface Props {
  readonly id: string;
  readonly name: string;
  readonly legend: ReactNode;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  readonly isMultiple?: boolean;
  readonly choices: readonly { readonly value: string; readonly text: ReactNode }[];
  readonly chosen: readonly string[];
}

/** Boxes or buttons to choose from, under one legend. */
export function SettingChoices(props: Props) {
  const { id, name, legend, hint, problem, isMultiple = false, choices, chosen } = props;
  const described = [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])];
  return (
    <fieldset
      className="field setting-field"
      data-invalid={problem ? "" : undefined}
      aria-describedby={described.join(" ") || undefined}
    >
      <legend>{legend}</legend>
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <div className="choices setting-choices">
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
