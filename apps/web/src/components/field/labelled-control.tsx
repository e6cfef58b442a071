import { cloneElement, type ReactElement, type ReactNode } from "react";

export interface LabelledControlProps {
  /** Of the control: the parts around it derive theirs. */
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What stands between the hint and the control, such as a community's rules. */
  readonly aside?: ReactNode;
  /** What stands below; its id is the control's with `-limit`. */
  readonly foot?: ReactNode;
  /** What the server found wrong. */
  readonly problem?: string | undefined;
}

interface Props extends LabelledControlProps {
  /** A native `input` or `textarea`, with whatever is its own. */
  readonly control: ReactElement<{
    readonly id?: string;
    readonly "aria-describedby"?: string | undefined;
    readonly "aria-invalid"?: true | undefined;
  }>;
}

/** What is within a field, in its order, tied together by ids. */
export function LabelledControl(props: Props) {
  const { id, label, hint, aside, foot, control, problem } = props;
  const described = [
    ...(hint ? [`${id}-hint`] : []),
    ...(problem === undefined ? [] : [`${id}-problem`]),
    ...(foot ? [`${id}-limit`] : []),
  ];
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <div id={`${id}-hint`} className="hint">
          {hint}
        </div>
      )}
      {aside}
      <div aria-live="polite">
        {problem !== undefined && (
          <p id={`${id}-problem`} className="problem">
            {problem}
          </p>
        )}
      </div>
      {cloneElement(control, {
        id,
        "aria-describedby": described.join(" ") || undefined,
        "aria-invalid": problem === undefined ? undefined : true,
      })}
      {foot}
    </>
  );
}
