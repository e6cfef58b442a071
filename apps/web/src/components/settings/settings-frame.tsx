import type { SignedIn } from "@appealmod/use-cases";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { SettingPaths } from "../../server/settings/setting-paths.ts";
import { RoomFrame } from "../room/room-frame.tsx";

const parts = {
  overview: "community",
  texts: "texts",
  replies: "replies",
  questions: "questions",
  settings: "settings",
  notifications: "notifications",
  history: "history",
} as const satisfies Record<string, keyof SettingPaths>;

export type SettingsPart = keyof typeof parts;

interface Props {
  readonly signedIn: SignedIn;
  readonly name: string;
  readonly paths: SettingPaths;
  readonly part: SettingsPart;
  readonly title: ReactNode;
  readonly up?: { readonly path: string; readonly label: string } | undefined;
  readonly children: ReactNode;
}

/** A page about one community: which one, its other pages, and a heading. */
export async function SettingsFrame({ signedIn, name, paths, part, title, up, children }: Props) {
  const t = await getTranslations("rooms.settings.nav");
  return (
    <RoomFrame signedIn={signedIn} current="communities">
      <nav className="settings-nav" aria-label={t("label", { name })}>
        <p className="settings-community">
          <bdi>r/{name}</bdi>
        </p>
        <ul>
          {(Object.keys(parts) as SettingsPart[]).map((each) => (
            <li key={each}>
              <a href={paths[parts[each]]} aria-current={each === part ? "page" : undefined}>
                {t(each)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {up && (
        <p className="settings-up">
          <a href={up.path}>← {up.label}</a>
        </p>
      )}
      <h1>{title}</h1>
      {children}
    </RoomFrame>
  );
}
