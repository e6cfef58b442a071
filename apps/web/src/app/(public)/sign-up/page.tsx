import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { BackToReddit } from "../../../components/back-to-reddit.tsx";
import { pageMetadata } from "../../../components/page-metadata.ts";
import { signUpFields } from "../../../components/sign-up-fields.ts";
import { SignUpForm, signUpFormId, signUpProblem } from "../../../components/sign-up-form.tsx";
import { SiteFrame } from "../../../components/site-frame.tsx";
import { flashFields, nothingKept } from "../../../server/flash-cookie.ts";

export const generateMetadata = () => pageMetadata("/sign-up", "signUp");

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function SignUpPage({ searchParams }: Props) {
  const [query, jar, t] = await Promise.all([searchParams, cookies(), getTranslations("signUp")]);
  if (query.done === "saved" || query.done === "duplicate")
    return <Done isNew={query.done === "saved"} subreddit={communityIn(query.subreddit)} />;

  const kept = query.check === "1" ? flashFields("sign-up", jar) : nothingKept;
  const wrong = signUpFields.filter((field) => kept.problems[field]);
  return (
    <SiteFrame form={{ id: signUpFormId, action: "/language?page=sign-up" }}>
      <div className="page reading">
        <div className="column">
          <h1>{t("title")}</h1>
          <p className="lead mt-4">{t("lead")}</p>
          {wrong.length > 0 && (
            <div className="notice wrong mt-6" role="alert" tabIndex={-1} id="problems">
              <h2 className="text-lg">{t("summary", { count: wrong.length })}</h2>
              <ul className="list-disc">
                {wrong.map((field) => (
                  <li key={field}>
                    <a href={`#sign-up-form-${field}`}>{t(field)}</a>
                    <br />
                    {signUpProblem(t, field, kept.problems[field])}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <div className="card mt-6">
            <SignUpForm {...kept} />
          </div>
        </div>
      </div>
    </SiteFrame>
  );
}

async function Done(props: { readonly isNew: boolean; readonly subreddit: string | null }) {
  const t = await getTranslations("signUp");
  const { isNew, subreddit } = props;
  return (
    <SiteFrame>
      <div className="page reading">
        <div className="column">
          <h1>{t(isNew ? "thanksTitle" : "duplicateTitle")}</h1>
          <p className="lead mt-4">
            {subreddit ? t(isNew ? "thanks" : "duplicate", { subreddit }) : t("thanksPlain")}
          </p>
          <h2 className="mt-8">{t("nextTitle")}</h2>
          <ol className="numbered">
            <li>{t("nextOne")}</li>
            <li>{t("nextTwo")}</li>
            <li>{t("nextThree")}</li>
            <li>{t("nextFour")}</li>
          </ol>
          <BackToReddit to="community" {...(subreddit ? { subreddit } : {})} />
        </div>
      </div>
    </SiteFrame>
  );
}

/** Only what can be a community's name: the address may have been written by anybody. */
function communityIn(value: string | string[] | undefined): string | null {
  return typeof value === "string" && /^[\w-]{1,30}$/.test(value) ? value : null;
}
