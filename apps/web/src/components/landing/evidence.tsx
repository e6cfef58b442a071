import { useTranslations } from "next-intl";

/** What the experiment found, and not more: each with a bar that shows the share. */
export function Evidence() {
  const t = useTranslations("landing.evidence");
  return (
    <section className="band" aria-labelledby="evidence">
      <div className="page py-12">
        <h2 id="evidence">{t("title")}</h2>
        <p className="column mt-3">{t("lead")}</p>
        <div className="mt-8 grid gap-8 md:grid-cols-3">
          <Finding figure={t("seenFigure")} text={t("seen")} share={0.3} />
          <Finding figure={t("toxicFigure")} text={t("toxic")} share={0.1} isAtMost />
          <Finding figure={t("grantedFigureLabel")} text={t("granted")} share={null} />
        </div>
        <p className="soft small mt-8">
          {t.rich("source", {
            link: (words) => <a href="https://arxiv.org/abs/2301.07163">{words}</a>,
          })}
        </p>
      </div>
    </section>
  );
}

interface FindingProps {
  readonly figure: string;
  readonly text: string;
  /** Part of the whole; `null` draws two bars of one length. */
  readonly share: number | null;
  /** Only known to lie below the share: the bar fades out towards it. */
  readonly isAtMost?: boolean;
}

function Finding({ figure, text, share, isAtMost = false }: FindingProps) {
  return (
    <div className="finding">
      <p className="figure">{figure}</p>
      <svg viewBox="0 0 300 22" aria-hidden="true" focusable="false" preserveAspectRatio="none">
        {share === null ? (
          <>
            <rect x="0" y="0" width="240" height="8" rx="2" fill="var(--edge)" />
            <rect x="0" y="14" width="240" height="8" rx="2" fill="var(--accent)" />
          </>
        ) : (
          <>
            <rect x="0" y="4" width="300" height="14" rx="2" fill="var(--line)" />
            {isAtMost ? (
              <>
                <linearGradient id="at-most">
                  <stop offset="0.35" stopColor="var(--accent)" />
                  <stop offset="1" stopColor="var(--accent)" stopOpacity="0.12" />
                </linearGradient>
                <rect x="0" y="4" width={300 * share} height="14" rx="2" fill="url(#at-most)" />
              </>
            ) : (
              <rect x="0" y="4" width={300 * share} height="14" rx="2" fill="var(--accent)" />
            )}
          </>
        )}
      </svg>
      <p className="mt-3">{text}</p>
    </div>
  );
}
