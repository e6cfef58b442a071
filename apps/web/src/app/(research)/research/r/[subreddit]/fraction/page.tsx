import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FractionEffects } from "../../../../../../components/research/fraction-effects.tsx";
import { FractionForm } from "../../../../../../components/research/fraction-form.tsx";
import { percent } from "../../../../../../components/research/numbers.ts";
import { readFraction } from "../../../../../../components/research/read-fraction.ts";
import { ResearchFrame } from "../../../../../../components/research/research-frame.tsx";
import { inRoom, requireSignedIn } from "../../../../../../server/signed-in.ts";
import { theSite } from "../../../../../../server/site.ts";

interface Props {
  readonly params: Promise<{ readonly subreddit: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { subreddit } = await params;
  return { title: (await getTranslations("research.fraction"))("title", { name: subreddit }) };
}

/** Sets the fraction in two steps: what it would do, and only then the button that does it. */
export default async function FractionPage({ params, searchParams }: Props) {
  const [{ subreddit }, query] = await Promise.all([params, searchParams]);
  const path = `/research/r/${subreddit}/fraction`;
  const signedIn = await requireSignedIn(path);
  const t = await getTranslations("research.fraction");
  const typed = typeof query.percent === "string" ? query.percent : null;
  const wanted = typed === null ? null : readFraction(typed);
  const preview = await inRoom(
    theSite().research.fractionPreview(signedIn, subreddit, wanted ?? 1),
    path,
  );
  if (!preview) notFound();
  return (
    <ResearchFrame signedIn={signedIn} title={t("title", { name: preview.name })}>
      {query.done === "1" && (
        <p className="notice" role="status">
          {t("done", { now: percent(preview.now) })}
        </p>
      )}
      <p className="lead">{t("now", { now: percent(preview.now) })}</p>
      <FractionForm path={path} typed={typed} isWrong={typed !== null && wanted === null} />
      {wanted !== null && <FractionEffects signedIn={signedIn} preview={preview} path={path} />}
    </ResearchFrame>
  );
}
