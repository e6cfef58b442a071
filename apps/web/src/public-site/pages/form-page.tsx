import { enabledQuestions, type ParsedAnswers, parseAnswers } from "@appealmod/core";
import type { FormView } from "@appealmod/use-cases";
import { AppealForm, appealFormId } from "../../components/form/appeal-form.tsx";
import { AppealReview } from "../../components/form/appeal-review.tsx";
import { conditionalStyle } from "../../components/form/conditional-style.ts";
import { ReplacedLink } from "../../components/replaced-link.tsx";
import { SiteFrame } from "../../components/site-frame.tsx";
import { AppealStatus } from "../../components/status/appeal-status.tsx";
import { standingOf } from "../../components/status/standing-of.ts";
import { theSite } from "../../server/site.ts";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";
import { notFoundPage } from "./not-found-page.tsx";

type Shown = Exclude<FormView, { readonly kind: "unknown" }>;

/** What stands behind a link: the form, a last look at it, or how the appeal stands. */
export async function formPage(asked: Asked, token: string): Promise<Page> {
  const form = await theSite().openForm(token);
  if (form.kind === "unknown") return notFoundPage(asked);
  return shown(form, asked);
}

function shown(form: Shown, { path: address, query, language }: Asked): Page {
  const t = wordsIn(language);
  if (form.kind === "replaced")
    return {
      title: t("replacedLink.title"),
      content: (
        <SiteFrame query={query} hasNavigation={false}>
          <ReplacedLink />
        </SiteFrame>
      ),
    };
  if (form.kind === "ended")
    return {
      title: t(`status.${standingOf(form, new Date())}Title`),
      script: "local-times",
      content: (
        <SiteFrame query={query} hasNavigation={false}>
          <AppealStatus
            form={form}
            isJustSent={query.get("sent") === "1"}
            isJustLate={query.get("late") === "1"}
          />
        </SiteFrame>
      ),
    };
  const parsed = parseAnswers(form.questions, form.draft);
  const view = viewOf(query, parsed);
  if (view === "review" && parsed.isValid)
    return {
      title: t("review.title"),
      content: (
        <SiteFrame query={query} hasNavigation={false}>
          <AppealReview
            form={form}
            address={address}
            answers={parsed.answers}
            isChanged={query.get("changed") === "1"}
          />
        </SiteFrame>
      ),
    };
  const title = t("form.title", { subreddit: form.subreddit });
  return {
    title: view === "problems" ? t("form.errorPrefix") + title : title,
    script: "appeal-form",
    style: conditionalStyle(enabledQuestions(form.questions)),
    content: (
      <SiteFrame form={{ id: appealFormId, intent: "review" }} hasNavigation={false}>
        <AppealForm
          form={form}
          address={address}
          problems={view === "problems" && !parsed.isValid ? parsed.problems : []}
          isJustSaved={query.get("saved") === "1"}
        />
      </SiteFrame>
    ),
  };
}

/** Problems are told only to whoever has just tried to go on, never to whoever comes back. */
function viewOf(query: URLSearchParams, parsed: ParsedAnswers): "form" | "problems" | "review" {
  if (parsed.isValid) return query.get("review") === "1" ? "review" : "form";
  return query.get("check") === "1" || query.get("review") === "1" ? "problems" : "form";
}
