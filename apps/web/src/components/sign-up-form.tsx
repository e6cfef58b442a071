import { useTranslations } from "next-intl";
import { CheckedForm } from "./field/checked-form.tsx";
import type { WrittenAs } from "./field/is-plausible.ts";
import { type SignUpField, signUpFields, trapField } from "./sign-up-fields.ts";

interface Props {
  readonly written?: Readonly<Record<string, string>>;
  readonly problems?: Readonly<Record<string, string>>;
}

const writtenAs: Readonly<Record<SignUpField, WrittenAs>> = {
  name: "name",
  email: "email",
  reddit_username: "redditor",
  subreddit_url: "community",
};

const problemCodes = ["required", "too-long", "not-an-email", "not-a-name"] as const;

/** What the server found wrong with a field, as a sentence; `undefined` for nothing that it knows. */
export function signUpProblem(
  t: ReturnType<typeof useTranslations<"signUp">>,
  name: SignUpField,
  found: string | undefined,
): string | undefined {
  const code = problemCodes.find((one) => one === found);
  return code && t(`problems.${name}.${code}`);
}

export const signUpFormId = "sign-up-form";

/** The sign-up of a community; posts to `/sign-up`, also from the start page. */
export function SignUpForm({ written = {}, problems = {} }: Props) {
  const t = useTranslations("signUp");
  return (
    <CheckedForm
      id={signUpFormId}
      className="stack"
      action="/sign-up"
      send={t("send")}
      fields={signUpFields.map((name) => {
        return {
          name,
          label: t(name),
          hint: t(`${name}Hint`),
          writtenAs: writtenAs[name],
          defaultValue: written[name],
          problem: signUpProblem(t, name, problems[name]),
          words: {
            required: t(`problems.${name}.required`),
            wrong: t(`problems.${name}.${name === "email" ? "not-an-email" : "not-a-name"}`),
          },
        };
      })}
    >
      <div className="trap" aria-hidden="true">
        <label htmlFor="sign-up-trap">{t("trap")}</label>
        <input id="sign-up-trap" name={trapField} type="text" tabIndex={-1} autoComplete="off" />
      </div>
    </CheckedForm>
  );
}
