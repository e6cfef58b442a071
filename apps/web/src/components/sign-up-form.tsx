import { useTranslations } from "next-intl";
import { SignUpCompanion, type SignUpWords } from "./sign-up-companion.tsx";
import { type SignUpField, signUpFields, trapField } from "./sign-up-fields.ts";

interface Props {
  readonly written?: Readonly<Record<string, string>>;
  readonly problems?: Readonly<Record<string, string>>;
}

const kinds: Readonly<
  Record<SignUpField, { readonly type: "text" | "email"; readonly autoComplete: string }>
> = {
  name: { type: "text", autoComplete: "name" },
  email: { type: "email", autoComplete: "email" },
  reddit_username: { type: "text", autoComplete: "off" },
  subreddit_url: { type: "text", autoComplete: "off" },
};

const problemCodes = ["required", "too-long", "not-an-email", "not-a-name"] as const;

/** The sign-up of a community; posts to `/sign-up`, also from the start page. */
export function SignUpForm({ written = {}, problems = {} }: Props) {
  const t = useTranslations("signUp");
  const words = Object.fromEntries(
    signUpFields.map((field) => [
      field,
      {
        required: t(`problems.${field}.required`),
        wrong: t(`problems.${field}.${field === "email" ? "not-an-email" : "not-a-name"}`),
      },
    ]),
  ) as SignUpWords;
  return (
    <form id="sign-up-form" className="stack" method="post" action="/sign-up" noValidate>
      {signUpFields.map((field) => {
        const id = `sign-up-${field}`;
        const code = problemCodes.find((one) => one === problems[field]);
        return (
          <div className={code ? "field wrong" : "field"} key={field}>
            <label htmlFor={id}>{t(field)}</label>
            <p className="hint" id={`${id}-hint`}>
              {t(`${field}Hint`)}
            </p>
            <p className="problem" id={`${id}-problem`} hidden={!code} aria-live="polite">
              {code && t(`problems.${field}.${code}`)}
            </p>
            <input
              id={id}
              name={field}
              type={kinds[field].type}
              autoComplete={kinds[field].autoComplete}
              autoCapitalize={field === "name" ? "words" : "none"}
              spellCheck={false}
              defaultValue={written[field] ?? ""}
              aria-required
              aria-invalid={code ? true : undefined}
              aria-describedby={`${id}-hint ${id}-problem`}
            />
          </div>
        );
      })}
      <div className="trap" aria-hidden="true">
        <label htmlFor="sign-up-trap">{t("trap")}</label>
        <input id="sign-up-trap" name={trapField} type="text" tabIndex={-1} autoComplete="off" />
      </div>
      <button className="button" type="submit">
        {t("send")}
      </button>
      <SignUpCompanion formId="sign-up-form" words={words} />
    </form>
  );
}
