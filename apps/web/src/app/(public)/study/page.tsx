import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { InfoPage } from "../../../components/info-page.tsx";
import { pageMetadata } from "../../../components/page-metadata.ts";
import { theSite } from "../../../server/site.ts";

export const generateMetadata = () => pageMetadata("/study", "study");

const b = (words: ReactNode) => <b>{words}</b>;

/** How appeals are studied: the design, the two groups, what is not known, how to cite. */
export default async function StudyPage() {
  const t = await getTranslations("study");
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
