import { LabelledControl, type LabelledControlProps } from "./labelled-control.tsx";

interface Props extends LabelledControlProps {
  readonly name: string;
  readonly isRequired: boolean;
  readonly defaultValue: string;
  /** Lines of a long answer; one line where there is none. */
  readonly rows?: number;
}

/** A question that is answered in words. */
export function TextField({ name, isRequired, defaultValue, rows, ...parts }: Props) {
  const own = {
    ...{ name, defaultValue, id: parts.id, autoComplete: "off" },
    "aria-required": isRequired,
    dir: "auto",
    // Shows nothing: by it a style can tell whether anything is written.
    placeholder: " ",
  } as const;
  return (
    <div
      id={`field-${name}`}
      className="field question"
      data-invalid={parts.problem === undefined ? undefined : ""}
    >
      <LabelledControl
        {...parts}
        control={
          rows === undefined ? <input type="text" {...own} /> : <textarea rows={rows} {...own} />
        }
      />
    </div>
  );
}
