import { getTranslations } from "next-intl/server";
import type { Standing } from "./standing-of.ts";

const steps = ["stepReceived", "stepWithModerators", "stepDecided"] as const;

const reached: Readonly<Record<Standing, number>> = {
  received: 0,
  forwarded: 1,
  involved: 1,
  granted: 2,
  denied: 2,
  closed: 2,
  closedUnsent: 2,
};

/** The way of an appeal, and where on it this one is. */
export async function StatusSteps({ standing }: { readonly standing: Standing }) {
  const t = await getTranslations("status");
  // An appeal that was closed undecided has not come to a decision.
  if (standing === "closed" || standing === "closedUnsent") return null;
  const now = reached[standing];
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        <li
          key={step}
          className={index < now ? "done" : index === now ? "now" : "ahead"}
          aria-current={index === now ? "step" : undefined}
        >
          <span>{t(step)}</span>
          <span className="visually-hidden">
            {" "}
            ({t(index < now ? "done" : index === now ? "current" : "toCome")})
          </span>
        </li>
      ))}
    </ol>
  );
}
