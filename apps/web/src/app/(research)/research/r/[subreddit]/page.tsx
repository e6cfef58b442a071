import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ResultsPage } from "../../../../../components/research/results-page.tsx";
import { inRoom, requireSignedIn } from "../../../../../server/signed-in.ts";
import { theSite } from "../../../../../server/site.ts";

interface Props {
  readonly params: Promise<{ readonly subreddit: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { subreddit } = await params;
  return { title: (await getTranslations("research.results"))("titleOf", { name: subreddit }) };
}

export default async function CommunityResults({ params }: Props) {
  const { subreddit } = await params;
  const path = `/research/r/${subreddit}`;
  const signedIn = await requireSignedIn(path);
  const results = await inRoom(theSite().research.results(signedIn, subreddit), path);
  return results ? <ResultsPage signedIn={signedIn} results={results} /> : notFound();
}
