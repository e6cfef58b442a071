import { replyOccasions, savedReplyPlaceholders } from "@appealmod/core";
import { getTranslations } from "next-intl/server";
import { languageName } from "../../i18n/language-name.ts";
import { type OpenSettings, problemWith, writtenIn } from "../../server/settings/open-settings.ts";
import { questionLanguages } from "../../server/settings/question-languages.ts";
import { theSite } from "../../server/site.ts";
import { ChoiceField } from "../field/choice-field.tsx";
import { RoomForm } from "../room/room-form.tsx";
import { LiveCheck } from "./live-check.tsx";
import { MessagePreview } from "./message-preview.tsx";
import { PlaceholderList } from "./placeholder-list.tsx";
import { SaveBar } from "./save-bar.tsx";
import { SettingField } from "./setting-field.tsx";

interface Props {
  readonly opened: OpenSettings;
  /** Empty for a new one. */
  readonly id: string;
}

/** A saved reply to add or change. */
export async function ReplyForm({ opened, id }: Props) {
  const [t, words] = await Promise.all([
    getTranslations("rooms.settings.replies"),
    getTranslations("rooms.settings.texts"),
  ]);
  const { signedIn, view, paths, unsaved } = opened;
  const known = view.settings.savedReplies.find((reply) => reply.id === id);
  if (id !== "" && !known && !unsaved) return <p>{t("gone")}</p>;
  const language = writtenIn(unsaved, "language", known?.language ?? view.settings.language);
  const text = writtenIn(unsaved, "text", known?.text ?? "");
  const languages = [...new Set([...questionLanguages(view), language])];
  return (
    <div className="settings-beside">
      <div>
        <RoomForm action={paths.save("reply")} signedIn={signedIn}>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="seen" value={view.revision} />
          <SettingField
            id="field-title"
            label={t("name")}
            hint={t("nameHint")}
            problem={problemWith(unsaved, "title")}
          >
            {(described) => (
              <input
                {...described}
                type="text"
                name="title"
                autoComplete="off"
                dir="auto"
                defaultValue={writtenIn(unsaved, "title", known?.title ?? "")}
              />
            )}
          </SettingField>
          <SettingField
            id="field-language"
            label={t("language")}
            problem={problemWith(unsaved, "language")}
          >
            {(described) => (
              <select {...described} name="language" defaultValue={language}>
                {languages.map((each) => (
                  <option key={each} value={each}>
                    {languageName(each)}
                  </option>
                ))}
              </select>
            )}
          </SettingField>
          <ChoiceField
            isSetting
            id="field-suits"
            name="suits"
            label={t("suits")}
            problem={problemWith(unsaved, "suits")}
            choices={replyOccasions.map((value) => ({ value, text: t(`occasion.${value}`) }))}
            chosen={[writtenIn(unsaved, "suits", known?.suits ?? "any")]}
          />
          <SettingField
            id="field-text"
            label={t("text")}
            hint={words("replyHint")}
            problem={problemWith(unsaved, "text")}
          >
            {(described) => (
              <textarea
                {...described}
                name="text"
                rows={Math.min(20, Math.max(8, text.split("\n").length + 3))}
                dir="auto"
                lang={language}
                defaultValue={text}
              />
            )}
          </SettingField>
          <SaveBar unsaved={unsaved} hasPreview />
          <LiveCheck />
        </RoomForm>
        <PlaceholderList allowed={savedReplyPlaceholders} />
      </div>
      <div>
        {text.trim() !== "" && (
          <MessagePreview
            title={words("preview")}
            hint={words("previewHint")}
            text={text}
            isMarkdown
            subreddit={view.name}
            cutoffDays={view.settings.updateCutoffDays}
            siteUrl={theSite().webUrl}
            language={language}
          />
        )}
      </div>
    </div>
  );
}
