import { getFormatter, getTranslations } from "next-intl/server";
import { languageName } from "../../i18n/language-name.ts";
import {
  type OpenSettings,
  problemWith,
  tickedIn,
  writtenIn,
} from "../../server/settings/open-settings.ts";
import type { EditableSetting } from "../../server/settings/posted-settings.ts";
import { ChoiceField } from "../field/choice-field.tsx";
import { RoomForm } from "../room/room-form.tsx";
import { LiveCheck } from "./live-check.tsx";
import { SaveBar } from "./save-bar.tsx";
import { SettingField } from "./setting-field.tsx";
import { Tick } from "./tick.tsx";

const numbers = ["reminderCap", "updateCutoffDays", "appealAgainDays"] as const;
const lists = ["otherBots", "autoResponders", "autobanPrefixes"] as const;

/** All settings of a community that its moderators change. */
export async function SettingsForm({ opened }: { readonly opened: OpenSettings }) {
  const [t, format] = await Promise.all([
    getTranslations("rooms.settings.settings"),
    getFormatter(),
  ]);
  const { signedIn, view, paths, unsaved } = opened;
  const { settings, defaults } = view;
  const problem = (name: EditableSetting) => problemWith(unsaved, name);
  const languages = [
    ...new Set([settings.language, ...Object.keys(defaults.texts), ...Object.keys(view.texts)]),
  ];
  const hint = (name: (typeof numbers)[number] | (typeof lists)[number] | "abusiveWords") => {
    const value = defaults.settings[name];
    const shown = Array.isArray(value) ? value.join(", ") || t("empty") : String(value);
    return `${t(`hints.${name}`)} ${t("default", { value: shown })}`;
  };
  const { bannerDecidesAlone, needsSecond, deciders } = settings.decisionRules;
  const isTicked = (name: string, isSet: boolean) =>
    tickedIn(unsaved, name, isSet ? ["yes"] : []).includes("yes");
  const list = (name: (typeof lists)[number] | "abusiveWords", rows: number) => (
    <SettingField
      key={name}
      id={`field-${name}`}
      label={t(`fields.${name}`)}
      hint={hint(name)}
      problem={problem(name)}
    >
      {(described) => (
        <textarea
          {...described}
          name={name}
          rows={rows}
          dir="auto"
          spellCheck={false}
          defaultValue={writtenIn(unsaved, name, settings[name].join("\n"))}
        />
      )}
    </SettingField>
  );
  const yesOrNo = (
    name: "authorHidden" | "transparencyReport",
    order: readonly ("yes" | "no")[],
  ) => (
    <ChoiceField
      isSetting
      id={`field-${name}`}
      name={name}
      label={t(`fields.${name}`)}
      problem={problem(name)}
      choices={order.map((value) => ({ value, text: t(`${name}.${value}`) }))}
      chosen={[writtenIn(unsaved, name, settings[name] ? "yes" : "no")]}
    />
  );
  return (
    <RoomForm action={paths.save("settings")} signedIn={signedIn} className="settings-form">
      <p className="column">{t("lead")}</p>
      <input type="hidden" name="seen" value={view.revision} />
      {/* What the page showed at first: only what differs from it is a change of this moderator's. */}
      <input
        type="hidden"
        name="began"
        value={writtenIn(unsaved, "began", String(view.revision))}
      />
      <section aria-labelledby="dialogue">
        <h2 id="dialogue">{t("dialogue")}</h2>
        <SettingField
          id="field-language"
          label={t("fields.language")}
          hint={t("hints.language")}
          problem={problem("language")}
        >
          {(described) => (
            <select
              {...described}
              name="language"
              defaultValue={writtenIn(unsaved, "language", settings.language)}
            >
              {languages.map((each) => (
                <option key={each} value={each}>
                  {languageName(each)}
                </option>
              ))}
            </select>
          )}
        </SettingField>
        {numbers.map((name) => (
          <SettingField
            key={name}
            id={`field-${name}`}
            label={t(`fields.${name}`)}
            hint={hint(name)}
            problem={problem(name)}
          >
            {(described) => (
              <input
                {...described}
                className="short-number"
                type="text"
                inputMode="numeric"
                autoComplete="off"
                name={name}
                defaultValue={writtenIn(unsaved, name, String(settings[name]))}
              />
            )}
          </SettingField>
        ))}
        {yesOrNo("authorHidden", ["yes", "no"])}
      </section>
      <section aria-labelledby="around">
        <h2 id="around">{t("around")}</h2>
        {lists.map((name) => list(name, Math.min(9, settings[name].length + 2)))}
      </section>
      <section aria-labelledby="deciding">
        <h2 id="deciding">{t("deciding")}</h2>
        <Tick
          name="bannerDecidesAlone"
          isTicked={isTicked("bannerDecidesAlone", bannerDecidesAlone)}
        >
          {t("rules.bannerDecidesAlone")}
        </Tick>
        <Tick name="needsSecond" isTicked={isTicked("needsSecond", needsSecond)}>
          {t("rules.needsSecond")}
        </Tick>
        <SettingField
          id="field-decisionRules"
          label={t("rules.deciders")}
          hint={t("rules.decidersHint")}
          problem={problem("decisionRules")}
        >
          {(described) => (
            <textarea
              {...described}
              name="deciders"
              rows={Math.min(9, deciders.length + 2)}
              spellCheck={false}
              defaultValue={writtenIn(unsaved, "deciders", deciders.join("\n"))}
            />
          )}
        </SettingField>
        {list("abusiveWords", Math.min(12, settings.abusiveWords.length + 3))}
      </section>
      <section aria-labelledby="public">
        <h2 id="public">{t("public")}</h2>
        {yesOrNo("transparencyReport", ["no", "yes"])}
      </section>
      <section aria-labelledby="study">
        <h2 id="study">{t("study")}</h2>
        <p className="column">
          {t("fields.treatmentFraction")}:{" "}
          {t("hints.treatmentFraction", {
            value: format.number(settings.treatmentFraction, {
              style: "percent",
              maximumFractionDigits: 1,
            }),
          })}
        </p>
      </section>
      <SaveBar unsaved={unsaved} />
      <LiveCheck />
    </RoomForm>
  );
}
