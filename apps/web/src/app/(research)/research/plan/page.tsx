import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LockedPlan } from "../../../../components/research/locked-plan.tsx";
import { PlanForm } from "../../../../components/research/plan-form.tsx";
import { ResearchFrame } from "../../../../components/research/research-frame.tsx";
import { UnlockForm } from "../../../../components/research/unlock-form.tsx";
import { areArmsHidden } from "../../../../server/arms-hidden.ts";
import { inRoom, requireSignedIn } from "../../../../server/signed-in.ts";
import { theSite } from "../../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("research.plan"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function PlanPage({ searchParams }: Props) {
  const signedIn = await requireSignedIn("/research/plan");
  const { research } = theSite();
  const [query, t, plans, { communities, flow }, isBlinded] = await Promise.all([
    searchParams,
    getTranslations("research.plan"),
    inRoom(research.plans(signedIn), "/research/plan"),
    inRoom(research.health(signedIn), "/research/plan"),
    areArmsHidden(),
  ]);
  const names = new Map(communities.map(({ key, name }) => [key, name]));
  const written = Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) =>
      typeof value === "string" ? [[key, value]] : [],
    ),
  );
  return (
    <ResearchFrame signedIn={signedIn} title={t("title")} current="plan">
      {(["done", "unlocked", "closed"] as const).map(
        (said) =>
          query[said] === "1" && (
            <p key={said} className="notice" role="status">
              {t(said === "unlocked" ? "unlockDone" : said)}
            </p>
          ),
      )}
      <p className="lead">{t("lead")}</p>
      {plans.length === 0 && <p className="notice gentle">{t("none")}</p>}
      {plans.map((plan) => (
        <LockedPlan
          key={`${plan.subredditKey} ${plan.number}`}
          shown={plan}
          name={
            plan.subredditKey === null ? null : (names.get(plan.subredditKey) ?? plan.subredditKey)
          }
        />
      ))}
      {isBlinded && <UnlockForm signedIn={signedIn} isUnsure={query.unsure === "1"} />}
      <PlanForm
        signedIn={signedIn}
        communities={communities}
        isLate={flow.drawn > 0}
        written={written}
      />
    </ResearchFrame>
  );
}
