import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HealthPage } from "../../../../components/research/health-page.tsx";
import { inRoom, requireSignedIn } from "../../../../server/signed-in.ts";
import { theSite } from "../../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("research.health"))("title") };
}

export default async function Health() {
  const signedIn = await requireSignedIn("/research/health");
  const health = await inRoom(theSite().research.health(signedIn), "/research/health");
  return <HealthPage signedIn={signedIn} health={health} />;
}
