import { getTranslations } from "next-intl/server";

const questions = ["appeal", "unfinished", "hidden", "own", "ai", "stored", "cost"] as const;

export async function Questions() {
  const t = await getTranslations("landing.questions");
  return (
    <section className="page py-6" aria-labelledby="questions">
      <h2 id="questions">{t("title")}</h2>
      <div className="asked">
        {questions.map((question) => (
          <div key={question}>
            <h3>{t(`${question}Q`)}</h3>
            <p className="mt-1.5">{t(`${question}A`)}</p>
          </div>
        ))}
      </div>
    </section>
  );
}
