import type { ReactNode } from "react";

interface Props {
  /** Of the control, which is described by `id-hint` where there is a hint. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** One control of a form with its label above it. */
export function Field({ id, label, hint, children }: Props) {
  return (
    <p>
      <label className="research-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <span className="soft small" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children}
    </p>
  );
}
