import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotFound } from "../components/not-found.tsx";
import { SiteFrame } from "../components/site-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notFound"))("title") };
}

export default function RoomNotFound() {
  return (
    <SiteFrame hasLanguages={false}>
      <NotFound />
    </SiteFrame>
  );
}
