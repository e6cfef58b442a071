import { useTranslations } from "next-intl";
import { theSite } from "../../server/site.ts";

const questions = [
  "appeal",
  "unfinished",
  "hidden",
  "own",
  "ai",
  "draw",
  "stored",
  "cost",
] as const;

export function Questions() {
  const t = useTranslations("landing.questions");
  const { experiment, periods, retentionMonths: months } = theSite();
  const percent = Math.round(experiment.treatmentFraction * 100);
  const { logs, silentAppeal } = periods;
  const days: Partial<Record<(typeof questions)[number], number>> = {
    unfinished: silentAppeal,
    stored: logs,
  };
  return (
    <section className="page py-6" aria-labelledby="questions">
      <h2 id="questions">{t("title")}</h2>
      <div className="asked">
        {questions.map((question) => (
          <div key={question}>
            <h3>{t(`${question}Q`)}</h3>
            <p className="mt-1.5">
              {t.rich(`${question}A`, {
                days: days[question] ?? 0,
                months,
                percent,
                study: (words) => <a href="/study">{words}</a>,
              })}
            </p>
          </div>
        ))}
      </div>
    </section>
  );
}
