import { minutesFor } from "@appealmod/core";
import { useTranslations } from "next-intl";
import { theSite } from "../../server/site.ts";

const steps = ["one", "two", "three", "four"] as const;

/** The way of an appeal, once for those who decide and once for those who ask. */
export function HowItWorks() {
  const [t, site] = [useTranslations("landing"), useTranslations("site")];
  const minutes = minutesFor(theSite().questions);
  return (
    <section className="page grid gap-x-14 gap-y-10 py-14 md:grid-cols-2" id="how">
      {(["moderators", "redditors"] as const).map((side) => (
        <div key={side}>
          <h2>{t(`${side}.title`)}</h2>
          <ol className="numbered">
            {steps.map((step) => (
              <li key={step}>{t(`${side}.${step}`, { minutes })}</li>
            ))}
          </ol>
          {side === "redditors" && (
            <p className="mt-5">
              <a href="/form">{site("lostLink")}</a>
            </p>
          )}
        </div>
      ))}
    </section>
  );
}
