import type { ReactNode } from "react";

/** One after the other, what something is and how it is. */
export function FactsList({
  id,
  heading,
  facts,
}: {
  readonly id: string;
  readonly heading: string;
  readonly facts: readonly (readonly [string, ReactNode])[];
}) {
  return (
    <section className="room-section" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <dl className="room-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
