import type { LocalizedText, UnsavedPost } from "@appealmod/core";
import type { ReactNode } from "react";
import { languageName } from "../../i18n/language-name.ts";
import { writtenIn } from "../../server/settings/open-settings.ts";

interface Props {
  /** Of the fields: each language's is `name.language`. */
  readonly name: string;
  readonly legend: ReactNode;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  readonly languages: readonly string[];
  readonly text: LocalizedText | undefined;
  readonly unsaved: UnsavedPost | null;
  /** Lines of each; one where there is none. */
  readonly rows?: number;
}

/** One text in several languages, side by side. */
export function LocalizedFields(props: Props) {
  const { name, legend, hint, problem, languages, text, unsaved, rows } = props;
  const own = typeof text === "string" ? { en: text } : (text ?? {});
  const id = `field-${name}`;
  return (
    <fieldset
      className="field setting-field localized"
      id={id}
      data-invalid={problem ? "" : undefined}
      aria-describedby={problem ? `${id}-problem` : undefined}
    >
      <legend>{legend}</legend>
      {hint && <div className="hint">{hint}</div>}
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <div className="localized-columns">
        {languages.map((language) => {
          const field = `${name}.${language}`;
          const control = {
            id: `field-${field}`,
            name: field,
            lang: language,
            dir: "auto",
            autoComplete: "off",
            defaultValue: writtenIn(unsaved, field, own[language] ?? ""),
          } as const;
          return (
            <div key={language}>
              <label htmlFor={control.id}>{languageName(language)}</label>
              {rows === undefined ? (
                <input type="text" {...control} />
              ) : (
                <textarea rows={rows} {...control} />
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
