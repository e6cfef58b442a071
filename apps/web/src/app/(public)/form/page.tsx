import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("lostLink"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

const fields = [
  { name: "reddit_username", label: "username", hint: "usernameHint", problem: "problemUsername" },
  { name: "subreddit", label: "subreddit", hint: "subredditHint", problem: "problemSubreddit" },
] as const;

/** For those who have lost their link. It says the same to everybody. */
export default async function LostLinkPage({ searchParams }: Props) {
  const [query, t] = await Promise.all([searchParams, getTranslations("lostLink")]);
  if (query.sent === "1")
    return (
      <div className="page reading">
        <div className="column">
          <h1>{t("sentTitle")}</h1>
          <p className="lead mt-4">{t("sent")}</p>
          <h2 className="mt-8">{t("noneTitle")}</h2>
          <p className="mt-2">{t("none")}</p>
        </div>
      </div>
    );
  const wrong = typeof query.check === "string" ? query.check.split(",") : [];
  return (
    <div className="page reading">
      <div className="column">
        <h1>{t("title")}</h1>
        <p className="lead mt-4">{t("lead")}</p>
        <form className="card stack mt-6" method="post" action="/form" noValidate>
          {fields.map(({ name, label, hint, problem }) => {
            const isWrong = wrong.includes(name);
            return (
              <div className={isWrong ? "field wrong" : "field"} key={name}>
                <label htmlFor={name}>{t(label)}</label>
                <p className="hint" id={`${name}-hint`}>
                  {t(hint)}
                </p>
                {isWrong && (
                  <p className="problem" id={`${name}-problem`} role="alert">
                    {t(problem)}
                  </p>
                )}
                <input
                  id={name}
                  name={name}
                  type="text"
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  aria-required
                  aria-invalid={isWrong ? true : undefined}
                  aria-describedby={isWrong ? `${name}-hint ${name}-problem` : `${name}-hint`}
                />
              </div>
            );
          })}
          <button className="button" type="submit">
            {t("send")}
          </button>
        </form>
      </div>
    </div>
  );
}
