import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type OpenSettings, openSettings } from "../../server/settings/open-settings.ts";
import type { SettingPaths } from "../../server/settings/setting-paths.ts";
import { NotConfigurable } from "./not-configurable.tsx";
import { SavedNotice } from "./saved-notice.tsx";
import { SettingsFrame, type SettingsPart } from "./settings-frame.tsx";
import { UnsavedNotice } from "./unsaved-notice.tsx";

type Query = Readonly<Record<string, string | string[] | undefined>>;

export interface SettingPageProps<Params extends object = object> {
  readonly params: Promise<Params & { readonly sub: string }>;
  readonly searchParams: Promise<Query>;
}

interface Drawn {
  readonly title: ReactNode;
  /** What leads up to the page, such as the list that it was chosen from. */
  readonly up?: { readonly path: string; readonly label: string };
  readonly content: ReactNode;
}

interface Page<Params> {
  readonly part: SettingsPart;
  readonly path: (paths: SettingPaths, params: Params) => string;
  /** `null`: there is no such page. */
  readonly draw: (opened: OpenSettings, params: Params, query: Query) => Promise<Drawn | null>;
}

/** A page about a community's settings, for a moderator who may change them. */
export async function settingPage<Params extends object>(
  { params, searchParams }: SettingPageProps<Params>,
  { part, path, draw }: Page<Params & { readonly sub: string }>,
): Promise<ReactNode> {
  const [given, query] = await Promise.all([params, searchParams]);
  const opened = await openSettings(given.sub, (paths) => path(paths, given));
  if (opened.kind === "forbidden") return <NotConfigurable {...opened} part={part} />;
  const drawn = await draw(opened, given, query);
  if (!drawn) notFound();
  return (
    <SettingsFrame
      signedIn={opened.signedIn}
      name={opened.view.name}
      paths={opened.paths}
      part={part}
      title={drawn.title}
      up={drawn.up}
    >
      {opened.unsaved ? (
        <UnsavedNotice part={part} opened={opened} unsaved={opened.unsaved} />
      ) : (
        <SavedNotice query={query} />
      )}
      {drawn.content}
    </SettingsFrame>
  );
}

interface EntryForm {
  readonly opened: OpenSettings;
  /** Empty for a new one. */
  readonly id: string;
}

/** The page that adds one of a community's saved replies or questions, or changes the one in its address. */
export function entryPage(
  part: "replies" | "questions",
  Form: (props: EntryForm) => Promise<ReactNode>,
) {
  return (props: SettingPageProps<{ readonly id?: string }>) =>
    settingPage(props, {
      part,
      path: (paths, { id = "" }) => (part === "replies" ? paths.reply(id) : paths.question(id)),
      async draw(opened, { id = "" }) {
        const t = await getTranslations(`rooms.settings.${part}`);
        return {
          title: t(id === "" ? "new" : "change"),
          up: { path: opened.paths[part], label: t("back") },
          content: <Form opened={opened} id={id} />,
        };
      },
    });
}

/** The title of such a page. */
export async function settingTitle(
  { params }: Pick<SettingPageProps, "params">,
  part: SettingsPart,
): Promise<Metadata> {
  const [{ sub }, t] = await Promise.all([params, getTranslations("rooms.settings.nav")]);
  return { title: `${t(part)} · r/${sub}` };
}
