import { type ParsedAnswers, parseAnswers } from "@appealmod/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { AppealForm, appealFormId } from "../../../../components/form/appeal-form.tsx";
import { AppealReview } from "../../../../components/form/appeal-review.tsx";
import { ReplacedLink } from "../../../../components/replaced-link.tsx";
import { SiteFrame } from "../../../../components/site-frame.tsx";
import { AppealStatus } from "../../../../components/status/appeal-status.tsx";
import { standingOf } from "../../../../components/status/standing-of.ts";
import { theSite } from "../../../../server/site.ts";

interface Props {
  readonly params: Promise<{ readonly token: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** Asked once per request, for the title and for the page. */
const formBehind = cache((token: string) => theSite().openForm(token));

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ token }, query, t] = await Promise.all([params, searchParams, getTranslations()]);
  const form = await formBehind(decodedToken(token));
  const robots = { index: false, follow: false };
  if (form.kind === "unknown") return { title: t("notFound.title"), robots };
  if (form.kind === "replaced") return { title: t("replacedLink.title"), robots };
  if (form.kind === "ended")
    return { title: t(`status.${standingOf(form, new Date())}Title`), robots };
  const view = viewOf(query, parseAnswers(form.questions, form.draft));
  if (view === "review") return { title: t("review.title"), robots };
  const title = t("form.title", { subreddit: form.subreddit });
  return { title: view === "problems" ? t("form.errorPrefix") + title : title, robots };
}

/** What stands behind a link: the form, a last look at it, or how the appeal stands. */
export default async function FormPage({ params, searchParams }: Props) {
  const [{ token }, query] = await Promise.all([params, searchParams]);
  const form = await formBehind(decodedToken(token));
  if (form.kind === "unknown") notFound();
  if (form.kind === "replaced")
    return (
      <SiteFrame hasNavigation={false}>
        <ReplacedLink />
      </SiteFrame>
    );
  if (form.kind === "ended")
    return (
      <SiteFrame hasNavigation={false}>
        <AppealStatus form={form} isJustSent={query.sent === "1"} isJustLate={query.late === "1"} />
      </SiteFrame>
    );

  const address = `/form/${token}`;
  const parsed = parseAnswers(form.questions, form.draft);
  const view = viewOf(query, parsed);
  if (view === "review" && parsed.isValid)
    return (
      <SiteFrame hasNavigation={false}>
        <AppealReview
          form={form}
          address={address}
          answers={parsed.answers}
          isChanged={query.changed === "1"}
        />
      </SiteFrame>
    );
  return (
    <SiteFrame form={{ id: appealFormId, intent: "review" }} hasNavigation={false}>
      <AppealForm
        form={form}
        address={address}
        problems={view === "problems" && !parsed.isValid ? parsed.problems : []}
        isJustSaved={query.saved === "1"}
      />
    </SiteFrame>
  );
}

/** Problems are told only to whoever has just tried to go on, never to whoever comes back. */
function viewOf(
  query: Awaited<Props["searchParams"]>,
  parsed: ParsedAnswers,
): "form" | "problems" | "review" {
  if (parsed.isValid) return query.review === "1" ? "review" : "form";
  return query.check === "1" || query.review === "1" ? "problems" : "form";
}

/** Odd escapes in an address belong to no token. */
function decodedToken(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return "";
  }
}
