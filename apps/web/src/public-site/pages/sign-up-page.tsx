import { useTranslations } from "next-intl";
import { BackToReddit } from "../../components/back-to-reddit.tsx";
import { ReadingPage } from "../../components/reading-page.tsx";
import { signUpFields } from "../../components/sign-up-fields.ts";
import { SignUpForm, signUpFormId, signUpProblem } from "../../components/sign-up-form.tsx";
import { SiteFrame } from "../../components/site-frame.tsx";
import { type FlashFields, flashFields, nothingKept } from "../../server/flash-cookie.ts";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";

/** The sign-up, what is wrong with it, and what follows it. */
export function signUpPage({ query, cookie, language }: Asked): Page {
  const title = wordsIn(language, "signUp")("title");
  const done = query.get("done");
  if (done === "saved" || done === "duplicate") {
    const subreddit = communityIn(query.get("subreddit"));
    return {
      title,
      content: <Done isNew={done === "saved"} subreddit={subreddit} query={query} />,
    };
  }
  if (query.get("check") === "1") {
    const kept = flashFields("sign-up", cookie);
    return { title, script: "short-form", content: <SignUp kept={kept} /> };
  }
  const content = <SignUp kept={nothingKept} />;
  const about = { path: "/sign-up", description: wordsIn(language, "signUp")("lead") };
  return { title, about, sharedAs: "sign-up", script: "short-form", content };
}

function SignUp({ kept }: { readonly kept: FlashFields }) {
  const t = useTranslations("signUp");
  const wrong = signUpFields.filter((field) => kept.problems[field]);
  return (
    <SiteFrame form={{ id: signUpFormId, action: "/language?page=sign-up" }}>
      <ReadingPage title={t("title")} lead={t("lead")}>
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
      </ReadingPage>
    </SiteFrame>
  );
}

interface DoneProps {
  readonly isNew: boolean;
  readonly subreddit: string | null;
  readonly query: URLSearchParams;
}

function Done({ isNew, subreddit, query }: DoneProps) {
  const t = useTranslations("signUp");
  return (
    <SiteFrame query={query}>
      <ReadingPage
        title={t(isNew ? "thanksTitle" : "duplicateTitle")}
        lead={subreddit ? t(isNew ? "thanks" : "duplicate", { subreddit }) : t("thanksPlain")}
      >
        <h2 className="mt-8">{t("nextTitle")}</h2>
        <ol className="numbered">
          <li>{t("nextOne")}</li>
          <li>{t("nextTwo")}</li>
          <li>{t("nextThree")}</li>
          <li>{t("nextFour")}</li>
        </ol>
        <BackToReddit to="community" {...(subreddit ? { subreddit } : {})} />
      </ReadingPage>
    </SiteFrame>
  );
}

/** Only what can be a community's name: the address may have been written by anybody. */
function communityIn(value: string | null): string | null {
  return value !== null && /^[\w-]{1,30}$/.test(value) ? value : null;
}
