import type { ReactNode } from "react";

interface Props {
  readonly name: string;
  readonly value: string;
  readonly label: ReactNode;
}

/** Where something stands among others, as a number to change. */
export function PositionField({ name, value, label }: Props) {
  const id = `field-${name}`;
  return (
    <div className="position">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="text" inputMode="numeric" name={name} defaultValue={value} />
    </div>
  );
}
