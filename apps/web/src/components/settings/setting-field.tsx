import type { ReactNode } from "react";

interface Described {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

interface Props {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  /** Draws the control with what ties it to the rest. */
  readonly children: (described: Described) => ReactNode;
}

/** A control with its label, hint and what is wrong with it. */
export function SettingField({ id, label, hint, problem, children }: Props) {
  const described = [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])];
  return (
    <div className="field setting-field" data-invalid={problem ? "" : undefined}>
      <label htmlFor={id}>{label}</label>
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
      {children({
        id,
        "aria-describedby": described.join(" ") || undefined,
        "aria-invalid": problem ? true : undefined,
      })}
    </div>
  );
}
