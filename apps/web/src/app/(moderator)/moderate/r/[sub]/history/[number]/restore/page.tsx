import { configurationDifferences, noOwnConfiguration } from "@appealmod/core";
import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "../../../../../../../../components/settings/confirm-form.tsx";
import { DifferenceList } from "../../../../../../../../components/settings/difference-list.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../../components/settings/setting-page.tsx";

type Props = SettingPageProps<{ readonly number: string }>;

export const generateMetadata = (props: Props) => settingTitle(props, "history");

/** One more look at what changes where an earlier revision is brought back. */
export default async function RestorePage(props: Props) {
  return settingPage(props, {
    part: "history",
    path: (paths, { number }) => paths.restore(Number(number)),
    async draw(opened, { number: written }) {
      if (!/^[1-9]\d{0,8}$/.test(written)) return null;
      const { room, signedIn, view, paths } = opened;
      const number = Number(written);
      const find = (wanted: number) => room.revision(signedIn, view.name, wanted);
      const [revision, inForce] = await Promise.all([find(number), find(view.revision)]);
      if (!revision) return null;
      const t = await getTranslations("rooms.settings.history");
      // The share that gets the form belongs to the study, and stays.
      const differences = configurationDifferences(inForce ?? noOwnConfiguration, revision).filter(
        ({ part, key }) => part !== "settings" || key !== "treatmentFraction",
      );
      const up = { path: paths.revision(number), label: t("revision", { number }) };
      const title = t("restoreTitle", { number });
      if (differences.length === 0)
        return { title, up, content: <p>{t("restoreSame", { number })}</p> };
      return {
        title,
        up,
        content: (
          <ConfirmForm
            opened={opened}
            what="restore"
            carried={{ number }}
            confirm={t("restoreNow", { number })}
            back={paths.history}
          >
            <p className="column">{t("restoreText")}</p>
            <DifferenceList
              differences={differences}
              before={inForce?.questions ?? null}
              after={revision.questions}
              defaults={view.defaults}
            />
          </ConfirmForm>
        ),
      };
    },
  });
}
