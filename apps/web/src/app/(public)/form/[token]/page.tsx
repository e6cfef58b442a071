import { parseAnswers } from "@appealmod/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AppealForm } from "../../../../components/form/appeal-form.tsx";
import { AppealReview } from "../../../../components/form/appeal-review.tsx";
import { AppealStatus } from "../../../../components/status/appeal-status.tsx";
import { theSite } from "../../../../server/site.ts";

interface Props {
  readonly params: Promise<{ readonly token: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export const metadata: Metadata = { robots: { index: false, follow: false } };

/** What stands behind a link: the form, a last look at it, or how the appeal stands. */
export default async function FormPage({ params, searchParams }: Props) {
  const [{ token }, query] = await Promise.all([params, searchParams]);
  const form = await theSite().openForm(decodedToken(token));
  if (form.kind === "unknown") notFound();
  if (form.kind === "ended") return <AppealStatus form={form} isJustSent={query.sent === "1"} />;

  const address = `/form/${token}`;
  const parsed = parseAnswers(form.questions, form.draft);
  if (query.review === "1" && parsed.isValid)
    return <AppealReview form={form} address={address} answers={parsed.answers} />;
  const isChecked = query.check === "1" || query.review === "1";
  return (
    <AppealForm
      form={form}
      address={address}
      problems={isChecked && !parsed.isValid ? parsed.problems : []}
      isJustSaved={query.saved === "1"}
    />
  );
}

/** Odd escapes in an address belong to no token. */
function decodedToken(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return "";
  }
}
