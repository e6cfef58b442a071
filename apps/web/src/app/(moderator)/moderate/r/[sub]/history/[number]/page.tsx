import { configurationDifferences, noOwnConfiguration } from "@appealmod/core";
import { getFormatter, getTranslations } from "next-intl/server";
import { actorInWords } from "../../../../../../../components/settings/actor-in-words.ts";
import { DifferenceList } from "../../../../../../../components/settings/difference-list.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../components/settings/setting-page.tsx";
import { dateAndTime } from "../../../../../../../i18n/date-and-time.ts";

type Props = SettingPageProps<{ readonly number: string }>;

export const generateMetadata = (props: Props) => settingTitle(props, "history");

/** What one revision changed. */
export default async function RevisionPage(props: Props) {
  return settingPage(props, {
    part: "history",
    path: (paths, { number }) => paths.revision(Number(number)),
    async draw({ room, signedIn, view, paths }, { number: written }) {
      if (!/^[1-9]\d{0,8}$/.test(written)) return null;
      const number = Number(written);
      const [revision, earlier] = await Promise.all([
        room.revision(signedIn, view.name, number),
        room.revision(signedIn, view.name, number - 1),
      ]);
      if (!revision) return null;
      const [t, format] = await Promise.all([
        getTranslations("rooms.settings.history"),
        getFormatter(),
      ]);
      return {
        title: t("revision", { number }),
        up: { path: paths.history, label: t("back") },
        content: (
          <>
            <p className="soft">
              {t("changedBy", {
                who: actorInWords(revision.actor, (kind) => t(`actor.${kind}`)),
                at: format.dateTime(revision.at, dateAndTime),
              })}
            </p>
            <DifferenceList
              differences={configurationDifferences(earlier ?? noOwnConfiguration, revision)}
              before={earlier?.questions ?? null}
              after={revision.questions}
              defaults={view.defaults}
            />
            {number !== view.revision && (
              <p className="actions settings-actions">
                <a className="button quiet" href={paths.restore(number)}>
                  {t("bringBack")}
                </a>
              </p>
            )}
          </>
        ),
      };
    },
  });
}
