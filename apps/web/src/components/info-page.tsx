import type { ReactNode } from "react";
import { SiteFrame } from "./site-frame.tsx";

interface Props {
  readonly title: string;
  readonly lead: ReactNode;
  readonly sections: readonly { readonly title: string; readonly content: ReactNode }[];
}

/** A page that only tells something. */
export function InfoPage({ title, lead, sections }: Props) {
  return (
    <SiteFrame>
      <div className="page reading">
        <div className="column">
          <h1>{title}</h1>
          <p className="lead mt-4">{lead}</p>
          {sections.map((section) => (
            <section key={section.title} className="mt-8">
              <h2>{section.title}</h2>
              <div className="stack mt-3">{section.content}</div>
            </section>
          ))}
        </div>
      </div>
    </SiteFrame>
  );
}
