import { getTranslations } from "next-intl/server";
import { CommunityState } from "../../../../../components/settings/community-state.tsx";
import type { SettingPageProps } from "../../../../../components/settings/setting-page.tsx";
import { SettingsFrame } from "../../../../../components/settings/settings-frame.tsx";
import { openCommunity } from "../../../../../server/settings/open-settings.ts";
import { settingPaths } from "../../../../../server/settings/setting-paths.ts";

export async function generateMetadata({ params }: SettingPageProps) {
  return { title: `r/${(await params).sub}` };
}

/** How a community stands, and the ways to what its moderators can do. */
export default async function CommunityPage({ params }: SettingPageProps) {
  const { sub } = await params;
  const { signedIn, overview, paths } = await openCommunity(sub, settingPaths(sub).community);
  const t = await getTranslations("rooms.settings.overview");
  const { name } = overview;
  return (
    <SettingsFrame
      signedIn={signedIn}
      name={name}
      paths={paths}
      part="overview"
      title={t("title", { name })}
    >
      <CommunityState overview={overview} paths={paths} />
    </SettingsFrame>
  );
}
