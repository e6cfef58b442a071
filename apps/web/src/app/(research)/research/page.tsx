import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ResultsPage } from "../../../components/research/results-page.tsx";
import { inRoom, requireSignedIn } from "../../../server/signed-in.ts";
import { theSite } from "../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("research.results"))("title") };
}

export default async function AllResults() {
  const signedIn = await requireSignedIn("/research");
  const results = await inRoom(theSite().research.results(signedIn, null), "/research");
  return results ? <ResultsPage signedIn={signedIn} results={results} /> : notFound();
}
