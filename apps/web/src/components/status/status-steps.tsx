import { useTranslations } from "next-intl";
import type { Standing } from "./standing-of.ts";

const steps = ["stepReceived", "stepWithModerators", "stepDecided"] as const;

/** `null` for an appeal that ended and of which no decision is known. */
const reached: Readonly<Record<Standing, number | null>> = {
  received: 0,
  delayed: 0,
  noted: 1,
  forwarded: 1,
  involved: 1,
  granted: 2,
  kept: 2,
  handled: null,
  closed: null,
  closedNoted: null,
  closedUnread: null,
  closedUnsent: null,
};

/** The way of an appeal, and where on it this one is. */
export function StatusSteps({ standing }: { readonly standing: Standing }) {
  const t = useTranslations("status");
  const now = reached[standing];
  if (now === null) return null;
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
