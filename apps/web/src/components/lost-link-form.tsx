import { useTranslations } from "next-intl";
import { CheckedForm } from "./field/checked-form.tsx";

const fields = [
  {
    name: "reddit_username",
    writtenAs: "redditor",
    label: "username",
    hint: "usernameHint",
    problem: "problemUsername",
  },
  {
    name: "subreddit",
    writtenAs: "community",
    label: "subreddit",
    hint: "subredditHint",
    problem: "problemSubreddit",
  },
] as const;

interface Props {
  readonly written: Readonly<Record<string, string>>;
  /** Names of the fields that the server could not read. */
  readonly wrong: readonly string[];
}

export const lostLinkFormId = "lost-link-form";

/** Asks for what finds a lost link; posts to `/form`. */
export function LostLinkForm({ written, wrong }: Props) {
  const t = useTranslations("lostLink");
  return (
    <CheckedForm
      id={lostLinkFormId}
      className="card stack mt-6"
      action="/form"
      send={t("send")}
      fields={fields.map(({ name, writtenAs, label, hint, problem }) => ({
        name,
        writtenAs,
        label: t(label),
        hint: t(hint),
        defaultValue: written[name],
        problem: wrong.includes(name) ? t(problem) : undefined,
        words: { required: t(problem), wrong: t(problem) },
      }))}
    />
  );
}
