import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children?: ReactNode;
}

/** A page that is read from its heading down, in one column. */
export function ReadingPage({ title, lead, children }: Props) {
  return (
    <div className="page reading">
      <div className="column">
        <h1>{title}</h1>
        <p className="lead mt-4">{lead}</p>
        {children}
      </div>
    </div>
  );
}
