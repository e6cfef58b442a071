import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InfoPage } from "../../components/info-page.tsx";
import { theSite } from "../../server/site.ts";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";

const b = (words: ReactNode) => <b>{words}</b>;

/** How appeals are studied: the design, the two groups, what is not known, how to cite. */
export function studyPage({ language }: Asked): Page {
  const t = wordsIn(language, "study");
  return {
    title: t("title"),
    about: { path: "/study", description: t("lead") },
    sharedAs: "study",
    content: <StudyPage />,
  };
}

function StudyPage() {
  const t = useTranslations("study");
  const { treatmentFraction, approval } = theSite().experiment;
  return (
    <InfoPage
      title={t("title")}
      lead={t("lead")}
      sections={[
        {
          title: t("designTitle"),
          content: (
            <>
              <p>{t("design")}</p>
              <p>{t("here", { percent: Math.round(treatmentFraction * 100) })}</p>
              {approval && <p>{t("approval", { approval })}</p>}
            </>
          ),
        },
        {
          title: t("armsTitle"),
          content: (
            <ul className="list-disc space-y-2 pl-5">
              <li>{t.rich("treatment", { b })}</li>
              <li>{t.rich("control", { b })}</li>
            </ul>
          ),
        },
        { title: t("limitsTitle"), content: <p>{t("limits")}</p> },
        {
          title: t("citeTitle"),
          content: (
            <>
              <blockquote className="written mx-0" lang="en">
                Atreja, S., Im, J., Resnick, P., &amp; Hemphill, L. (2023). AppealMod: Inducing
                Friction to Reduce Moderator Workload of Handling User Appeals. arXiv:2301.07163.
              </blockquote>
              <p>
                <a href="https://arxiv.org/abs/2301.07163">arXiv 2301.07163</a>
              </p>
              <p>{t.rich("privacy", { privacy: (words) => <a href="/privacy">{words}</a> })}</p>
            </>
          ),
        },
      ]}
    />
  );
}
