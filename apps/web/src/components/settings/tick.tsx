import type { ReactNode } from "react";

interface Props {
  readonly name: string;
  readonly isTicked: boolean;
  readonly isRequired?: boolean;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** One box that says yes. */
export function Tick({ name, isTicked, isRequired = false, hint, children }: Props) {
  const id = `tick-${name}`;
  return (
    <div className="tick">
      <label className="choice" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          name={name}
          value="yes"
          defaultChecked={isTicked}
          required={isRequired}
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        <span>{children}</span>
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
