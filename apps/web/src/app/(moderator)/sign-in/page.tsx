import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SiteFrame } from "../../../components/site-frame.tsx";
import { returnPath } from "../../../server/return-path.ts";
import { type SignInProblem, signInProblems } from "../../../server/sign-in/sign-in-problem.ts";
import { signedIn } from "../../../server/signed-in.ts";
import { theSite } from "../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.signIn"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function SignInPage({ searchParams }: Props) {
  const [query, who, t] = await Promise.all([
    searchParams,
    signedIn(),
    getTranslations("rooms.signIn"),
  ]);
  const to = returnPath(typeof query.to === "string" ? query.to : null);
  const problem = signInProblems.find((one) => one === query.problem);
  const isOpen = theSite().redditSignIn !== null;
  return (
    <SiteFrame hasLanguages={false}>
      <div className="page reading">
        <div className="column stack">
          <h1>{t("title")}</h1>
          {problem && <Problem problem={problem} />}
          {query.out === "1" && !who && (
            <p className="notice" role="status">
              {t("signedOut")}
            </p>
          )}
          {who && (
            <p className="notice">
              {t.rich("already", {
                username: who.moderator.username,
                name: (name) => <bdi>{name}</bdi>,
                onward: (words) => <a href={to}>{words}</a>,
              })}
            </p>
          )}
          {isOpen ? (
            <>
              <p className="lead">{t("lead")}</p>
              <form method="post" action="/sign-in/reddit">
                <input type="hidden" name="to" value={to} />
                <button type="submit" className="button">
                  {t("begin")}
                </button>
              </form>
              <h2 className="sign-in-heading">{t("asked")}</h2>
              <ul className="sign-in-facts">
                <li>{t("identity")}</li>
                <li>{t("communities")}</li>
                <li>{t("nothingElse")}</li>
                <li>{t("cookie")}</li>
              </ul>
            </>
          ) : (
            <p className="lead">{t("closed")}</p>
          )}
          <p className="soft small">{t("redditor")}</p>
        </div>
      </div>
    </SiteFrame>
  );
}

async function Problem({ problem }: { readonly problem: SignInProblem }) {
  const t = await getTranslations(`rooms.signIn.problems.${problem}`);
  return (
    <div className="notice wrong" role="alert">
      <h2 className="text-lg">{t("title")}</h2>
      <p>{t("text")}</p>
    </div>
  );
}
