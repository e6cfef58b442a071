import { enabledQuestions } from "@appealmod/core";
import { useLocale, useTranslations } from "next-intl";
import { appealFormId } from "../../components/form/appeal-form.tsx";
import { conditionalStyle } from "../../components/form/conditional-style.ts";
import { FormBar } from "../../components/form/form-bar.tsx";
import { QuestionField } from "../../components/form/question-field.tsx";
import { ReadingPage } from "../../components/reading-page.tsx";
import { SiteFrame } from "../../components/site-frame.tsx";
import { theSite } from "../../server/site.ts";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";

/** The questions that redditors are asked, in a form that a browser cannot send. */
export function tryPage({ language }: Asked): Page {
  const t = wordsIn(language, "tryForm");
  return {
    title: t("title"),
    about: { path: "/try", description: t("lead") },
    sharedAs: "try",
    style: conditionalStyle(enabledQuestions(theSite().questions)),
    content: <TryFormPage />,
  };
}

function TryFormPage() {
  const [t, form, locale] = [useTranslations(), useTranslations("form"), useLocale()];
  const questions = enabledQuestions(theSite().questions);
  return (
    <SiteFrame>
      <ReadingPage title={t("tryForm.title")} lead={t("tryForm.lead")}>
        {/* Outside of a dialog this method does nothing: no address ever gets what is written. */}
        <form id={appealFormId} method="dialog">
          {questions.map((question) => (
            <QuestionField
              key={question.id}
              question={question}
              all={questions}
              rules={null}
              subreddit="example"
              language={locale}
              words={form}
            />
          ))}
          <div className="mt-10 border-t border-line pt-6">
            <p>{t("tryForm.end")}</p>
            <p className="actions mt-5">
              <a className="button" href="/sign-up">
                {t("landing.signUp")}
              </a>
            </p>
          </div>
          <FormBar />
        </form>
      </ReadingPage>
    </SiteFrame>
  );
}
