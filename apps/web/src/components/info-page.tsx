import type { ReactNode } from "react";
import { ReadingPage } from "./reading-page.tsx";
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
      <ReadingPage title={title} lead={lead}>
        {sections.map((section) => (
          <section key={section.title} className="mt-8">
            <h2>{section.title}</h2>
            <div className="stack mt-3">{section.content}</div>
          </section>
        ))}
      </ReadingPage>
    </SiteFrame>
  );
}
