import { type Question, questionSchema } from "@appealmod/core";
import { getTranslations } from "next-intl/server";
import {
  type OpenSettings,
  problemWith,
  tickedIn,
  writtenIn,
} from "../../server/settings/open-settings.ts";
import { spareChoices } from "../../server/settings/posted-question.ts";
import { questionLanguages } from "../../server/settings/question-languages.ts";
import { ChoiceField } from "../field/choice-field.tsx";
import { RoomForm } from "../room/room-form.tsx";
import { ConditionField } from "./condition-field.tsx";
import { LiveCheck } from "./live-check.tsx";
import { LocalizedFields } from "./localized-fields.tsx";
import { SaveBar } from "./save-bar.tsx";
import { SettingField } from "./setting-field.tsx";
import { Tick } from "./tick.tsx";

const kinds = questionSchema.options.map(({ shape }) => shape.kind.value);

interface Props {
  readonly opened: OpenSettings;
  /** Empty for a new one. */
  readonly id: string;
}

/** A question of the draft to add or change. */
export async function QuestionForm({ opened, id }: Props) {
  const t = await getTranslations("rooms.settings.questions");
  const { signedIn, view, paths, unsaved } = opened;
  const { questions } = view.draft?.questions ?? view.questions;
  const question = questions.find((each) => each.id === id);
  if (id !== "" && !question && !unsaved) return <p>{t("gone")}</p>;
  const languages = questionLanguages(view);
  const place = question ? questions.indexOf(question) : questions.length;
  const isTicked = (name: "required" | "enabled" | "showRules", otherwise: boolean) =>
    tickedIn(unsaved, name, (question?.[name] ?? otherwise) ? ["yes"] : []).includes("yes");
  const words = question && "maxLength" in question ? question : null;
  const lengths = { minLength: words?.minLength ?? 1, maxLength: words?.maxLength ?? 1500 };
  return (
    <RoomForm action={paths.save("question")} signedIn={signedIn} className="question-form">
      <input type="hidden" name="replaces" value={id} />
      <input type="hidden" name="seenDraft" value={view.draft?.version ?? 0} />
      <LocalizedFields
        name="label"
        legend={t("label")}
        hint={t("labelHint")}
        problem={problemWith(unsaved, "label")}
        languages={languages}
        text={question?.label}
        unsaved={unsaved}
        rows={3}
      />
      <LocalizedFields
        name="help"
        legend={t("help")}
        problem={problemWith(unsaved, "help")}
        languages={languages}
        text={question?.help}
        unsaved={unsaved}
        rows={2}
      />
      <ChoiceField
        isSetting
        id="field-kind"
        name="kind"
        label={t("kind")}
        problem={problemWith(unsaved, "kind")}
        choices={kinds.map((value) => ({ value, text: t(`kinds.${value}`) }))}
        chosen={[writtenIn(unsaved, "kind", question?.kind ?? "long")]}
      />
      <div className="ticks">
        <Tick name="required" isTicked={isTicked("required", true)}>
          {t("required")}
        </Tick>
        <Tick name="enabled" isTicked={isTicked("enabled", true)} hint={t("enabledHint")}>
          {t("enabled")}
        </Tick>
        <Tick name="showRules" isTicked={isTicked("showRules", false)}>
          {t("showRules")}
        </Tick>
      </div>
      <section className="of-words" aria-labelledby="words">
        <h2 id="words">{t("words")}</h2>
        <div className="lengths">
          {(["minLength", "maxLength"] as const).map((name) => (
            <SettingField
              key={name}
              id={`field-${name}`}
              label={t(name)}
              problem={problemWith(unsaved, name)}
            >
              {(described) => (
                <input
                  {...described}
                  className="short-number"
                  type="text"
                  inputMode="numeric"
                  autoComplete="off"
                  name={name}
                  defaultValue={writtenIn(unsaved, name, String(lengths[name]))}
                />
              )}
            </SettingField>
          ))}
        </div>
      </section>
      <Choices question={question} languages={languages} unsaved={unsaved} />
      <ConditionField
        question={question}
        earlier={questions.slice(0, place)}
        language={view.settings.language}
        unsaved={unsaved}
      />
      <SaveBar unsaved={unsaved}>
        {question && (
          <button className="button quiet" type="submit" name="intent" value="remove">
            {t("remove")}
          </button>
        )}
      </SaveBar>
      <LiveCheck />
    </RoomForm>
  );
}

async function Choices({
  question,
  languages,
  unsaved,
}: {
  readonly question: Question | undefined;
  readonly languages: readonly string[];
  readonly unsaved: OpenSettings["unsaved"];
}) {
  const t = await getTranslations("rooms.settings.questions");
  const options = question && "options" in question ? question.options : [];
  const posted = Object.keys(unsaved?.fields ?? {}).filter((name) =>
    /^choice\.\d+\.value$/.test(name),
  ).length;
  const rows = Math.max(posted, options.length + spareChoices);
  const problem = problemWith(unsaved, "choices");
  return (
    <section className="of-choices" aria-labelledby="choices" id="field-choices">
      <h2 id="choices">{t("choices")}</h2>
      <p className="hint">{t("choicesHint")}</p>
      {problem && (
        <p className="problem" id="field-choices-problem">
          {problem}
        </p>
      )}
      {Array.from({ length: rows }, (_, index) => (
        <div key={index}>
          <input
            type="hidden"
            name={`choice.${index}.value`}
            value={writtenIn(unsaved, `choice.${index}.value`, options[index]?.value ?? "")}
          />
          <LocalizedFields
            name={`choice.${index}`}
            legend={t("choice", { number: index + 1 })}
            languages={languages}
            text={options[index]?.label}
            unsaved={unsaved}
            rows={2}
          />
        </div>
      ))}
    </section>
  );
}
