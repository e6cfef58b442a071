import { NotFound } from "../../components/not-found.tsx";
import { SiteFrame } from "../../components/site-frame.tsx";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";

/** For every address behind which there is nothing. */
export function notFoundPage({ language }: Pick<Asked, "language">): Page {
  return {
    ...{ status: 404, sharedAs: "not-found", title: wordsIn(language, "notFound")("title") },
    content: (
      <SiteFrame>
        <NotFound />
      </SiteFrame>
    ),
  };
}
