import { enabledQuestions } from "@appealmod/core";
import { getLocale, getTranslations } from "next-intl/server";
import { appealFormId } from "../../../components/form/appeal-form.tsx";
import { ConditionalStyle } from "../../../components/form/conditional-style.tsx";
import { FormBar } from "../../../components/form/form-bar.tsx";
import { QuestionField } from "../../../components/form/question-field.tsx";
import { pageMetadata } from "../../../components/page-metadata.ts";
import { SiteFrame } from "../../../components/site-frame.tsx";
import { theSite } from "../../../server/site.ts";

export const generateMetadata = () => pageMetadata("/try", "tryForm");

/** The questions that redditors are asked, in a form that a browser cannot send. */
export default async function TryFormPage() {
  const [t, locale] = await Promise.all([getTranslations(), getLocale()]);
  const questions = enabledQuestions(theSite().questions);
  return (
    <SiteFrame>
      <div className="page reading">
        <ConditionalStyle questions={questions} />
        <div className="column">
          <h1>{t("tryForm.title")}</h1>
          <p className="lead mt-4">{t("tryForm.lead")}</p>
          {/* Outside of a dialog this method does nothing: no address ever gets what is written. */}
          <form id={appealFormId} method="dialog">
            {questions.map((question) => (
              <QuestionField
                key={question.id}
                question={question}
                all={questions}
                answer={undefined}
                otherAnswers={[]}
                problem={undefined}
                rules={null}
                subreddit="example"
                language={locale}
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
        </div>
      </div>
    </SiteFrame>
  );
}
