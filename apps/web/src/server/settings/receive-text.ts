import { type PageTextName, pageTextNames, type TextName, textNames } from "@appealmod/core";
import { oneValue, type PostedFields } from "../posted-fields.ts";
import { problemsIn } from "./problems-in.ts";
import type { SettingReceiver } from "./receive-setting.ts";
import { outcomeOf } from "./setting-outcome.ts";

/** The text of that name; `null` where there is none. */
export function textNamed(name: string): TextName | PageTextName | null {
  return [...textNames, ...pageTextNames].find((one) => one === name) ?? null;
}

function place(fields: PostedFields) {
  const language = oneValue(fields, "language");
  const name = textNamed(oneValue(fields, "name"));
  const isLanguage = /^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(language) && language.length < 20;
  return isLanguage && name !== null ? { language, name } : null;
}

export const receiveText: SettingReceiver = {
  isChecked: true,
  page({ paths, fields }) {
    const where = place(fields);
    return where ? paths.text(where.language, where.name) : paths.texts;
  },
  async receive({ room, by, subreddit, fields, seenRevision, paths }) {
    const where = place(fields);
    if (where === null) return { kind: "saved", to: paths.texts };
    if (oneValue(fields, "intent") === "preview") return { kind: "kept", problems: [] };
    const written = oneValue(fields, "text").replace(/\r\n?/g, "\n").trim();
    const text = written === "" || oneValue(fields, "intent") === "default" ? null : written;
    try {
      const revised = await room.changeText(by, { subreddit, ...where, text, seenRevision });
      return outcomeOf(revised, paths.textsIn(where.language));
    } catch (error) {
      return { kind: "kept", problems: problemsIn(error, "text") };
    }
  },
};
