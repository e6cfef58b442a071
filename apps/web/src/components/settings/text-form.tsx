import { type PageTextName, pageTextNames, type TextName, textRules } from "@appealmod/core";
import { getTranslations } from "next-intl/server";
import { languageName } from "../../i18n/language-name.ts";
import { type OpenSettings, problemWith, writtenIn } from "../../server/settings/open-settings.ts";
import { theSite } from "../../server/site.ts";
import { RoomForm } from "../room/room-form.tsx";
import { defaultText } from "./default-text.ts";
import { LiveCheck } from "./live-check.tsx";
import { MessagePreview } from "./message-preview.tsx";
import { PlaceholderList } from "./placeholder-list.tsx";
import { SaveBar } from "./save-bar.tsx";
import { SettingField } from "./setting-field.tsx";

interface Props {
  readonly opened: OpenSettings;
  readonly language: string;
  readonly name: TextName | PageTextName;
}

const forModerators: ReadonlySet<string> = new Set([
  "answers_note",
  "no_reason_note",
  "pointer_note",
  "auto_responder_note",
] satisfies TextName[]);

/** A community's own words for one text, beside the default and as they will be read. */
export async function TextForm({ opened, language, name }: Props) {
  const t = await getTranslations("rooms.settings.texts");
  const { signedIn, view, paths, unsaved } = opened;
  const own = view.texts[language]?.[name];
  const fallback = defaultText(view.defaults, language, name);
  const written = writtenIn(unsaved, "text", own ?? "");
  const isForPage = (pageTextNames as readonly string[]).includes(name);
  const shown = written.trim() === "" ? (fallback?.text ?? "") : written;
  const { allows, needs } = textRules[name];
  return (
    <div className="settings-beside">
      <div>
        <p className="column">{t(`about.${name}`)}</p>
        <RoomForm action={paths.save("text")} signedIn={signedIn}>
          <input type="hidden" name="language" value={language} />
          <input type="hidden" name="name" value={name} />
          <input type="hidden" name="seen" value={view.revision} />
          <SettingField
            id="field-text"
            label={`${t("yours")}, ${languageName(language)}`}
            hint={t(isForPage ? "plainHint" : "yoursHint")}
            problem={problemWith(unsaved, "text")}
          >
            {(described) => (
              <textarea
                {...described}
                name="text"
                rows={Math.min(22, Math.max(8, shown.split("\n").length + 3))}
                dir="auto"
                lang={language}
                defaultValue={written}
              />
            )}
          </SettingField>
          <SaveBar unsaved={unsaved} hasPreview>
            {own !== undefined && (
              <button className="button quiet" type="submit" name="intent" value="default">
                {t("useDefault")}
              </button>
            )}
          </SaveBar>
          <LiveCheck />
        </RoomForm>
        <PlaceholderList allowed={allows} needed={needs} />
      </div>
      <div>
        {shown !== "" && (
          <MessagePreview
            title={t(forModerators.has(name) ? "previewNote" : "preview")}
            hint={t("previewHint")}
            text={shown}
            isMarkdown={!isForPage}
            subreddit={view.name}
            cutoffDays={view.settings.updateCutoffDays}
            siteUrl={theSite().webUrl}
            language={language}
          />
        )}
        <section className="message-default" aria-labelledby="message-default">
          <h2 id="message-default">
            {fallback
              ? t("defaultIn", { language: languageName(fallback.language) })
              : t("default")}
          </h2>
          {fallback ? (
            <div className="written mono" dir="auto" lang={fallback.language}>
              {fallback.text}
            </div>
          ) : (
            <p className="soft">{t("noDefault")}</p>
          )}
        </section>
      </div>
    </div>
  );
}
