import { useTranslations } from "next-intl";
import { Evidence } from "../../components/landing/evidence.tsx";
import { FlowDrawing } from "../../components/landing/flow-drawing.tsx";
import { HowItWorks } from "../../components/landing/how-it-works.tsx";
import { ProductView } from "../../components/landing/product-view.tsx";
import { Questions } from "../../components/landing/questions.tsx";
import { SignUpForm, signUpFormId } from "../../components/sign-up-form.tsx";
import { SiteFrame } from "../../components/site-frame.tsx";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";

/** The start page; it is the same for everybody. */
export function landingPage({ language }: Asked): Page {
  const t = wordsIn(language);
  return {
    title: t("landing.pageTitle"),
    about: { path: "/", description: t("site.description") },
    sharedAs: "landing",
    script: "short-form",
    content: <Landing />,
  };
}

/** Tells a moderator in a minute what this is, and takes the sign-up. */
function Landing() {
  const [t, s] = [useTranslations("landing"), useTranslations("signUp")];
  return (
    <SiteFrame form={{ id: signUpFormId, action: "/language?page=landing" }}>
      <section className="page grid items-center gap-x-14 gap-y-10 pb-14 pt-4 md:pt-10 lg:grid-cols-2">
        <div>
          <h1>{t("title")}</h1>
          <p className="lead mt-5">{t("lead")}</p>
          <p className="actions mt-7">
            <a className="button" href="#sign-up">
              {t("signUp")}
            </a>
            <a className="onward" href="#how">
              {t("how")}
            </a>
          </p>
        </div>
        <figure>
          <FlowDrawing label={t("drawing")} />
          <figcaption className="drawing-words" aria-hidden="true">
            <span>{t("drawingAppeals")}</span>
            <span>{t("drawingForm")}</span>
            <span>{t("drawingPeople")}</span>
          </figcaption>
        </figure>
      </section>
      <Evidence />
      <ProductView />
      <HowItWorks />
      <Questions />
      <section className="page pt-10" id="sign-up">
        <div className="grid gap-x-14 gap-y-6 md:grid-cols-2">
          <div>
            <h2>{s("title")}</h2>
            <p className="mt-3">{s("lead")}</p>
            <h3 className="mt-7">{s("nextTitle")}</h3>
            <ol className="numbered">
              <li>{s("nextOne")}</li>
              <li>{s("nextTwo")}</li>
              <li>{s("nextThree")}</li>
              <li>{s("nextFour")}</li>
            </ol>
          </div>
          <div className="card">
            <SignUpForm />
          </div>
        </div>
      </section>
    </SiteFrame>
  );
}
