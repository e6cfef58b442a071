import { getTranslations } from "next-intl/server";
import { NotificationForms } from "../../../../../../components/settings/notification-forms.tsx";
import type { SettingPageProps } from "../../../../../../components/settings/setting-page.tsx";
import { SettingsFrame } from "../../../../../../components/settings/settings-frame.tsx";
import { openCommunity } from "../../../../../../server/settings/open-settings.ts";
import { settingPaths } from "../../../../../../server/settings/setting-paths.ts";
import { inRoom } from "../../../../../../server/signed-in.ts";
import { theSite } from "../../../../../../server/site.ts";

export async function generateMetadata({ params }: SettingPageProps) {
  const t = await getTranslations("rooms.notifications");
  return { title: `${t("title")} · r/${(await params).sub}` };
}

/** What one watches of a community, and the channels that are told of it. */
export default async function NotificationsPage({ params, searchParams }: SettingPageProps) {
  const [{ sub }, { done }] = await Promise.all([params, searchParams]);
  const path = settingPaths(sub).notifications;
  const { signedIn, overview, paths } = await openCommunity(sub, path);
  const { name, may } = overview;
  const found = await inRoom(theSite().rooms.communityNotifications(signedIn, name), path);
  const t = await getTranslations("rooms.notifications");
  return (
    <SettingsFrame
      signedIn={signedIn}
      name={name}
      paths={paths}
      part="notifications"
      title={t("title")}
    >
      <NotificationForms
        signedIn={signedIn}
        path={paths.notifications}
        may={may}
        found={found}
        done={typeof done === "string" ? done : null}
      />
    </SettingsFrame>
  );
}
