import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { ResearchFrame } from "../../../../components/research/research-frame.tsx";
import { dateAndTime } from "../../../../i18n/date-and-time.ts";
import { returnPath } from "../../../../server/return-path.ts";
import { inRoom, requireSignedIn } from "../../../../server/signed-in.ts";
import { theSite } from "../../../../server/site.ts";

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("research.counting"))("title") };
}

/** While a large experiment is counted for the first time: it leads back by itself, without script. */
export default async function Counting({ searchParams }: Props) {
  const { to } = await searchParams;
  const signedIn = await requireSignedIn("/research");
  await inRoom(theSite().research.require(signedIn), "/research");
  const [t, results, format] = await Promise.all([
    getTranslations("research.counting"),
    getTranslations("research.results"),
    getFormatter(),
  ]);
  const failure = theSite().research.countingFailure();
  const path = returnPath(typeof to === "string" ? to : "/research");
  return (
    <ResearchFrame signedIn={signedIn} title={t("title")}>
      <meta httpEquiv="refresh" content={`${failure ? 30 : 4};url=${path}`} />
      {failure ? (
        <p className="notice wrong" role="status">
          {t("failed", {
            at: format.dateTime(failure.at, dateAndTime),
            reason: results(`failedReason.${failure.reason}`),
          })}
        </p>
      ) : (
        <p role="status">{t("text")}</p>
      )}
      <p>
        <a className="onward" href={path}>
          {t("go")}
        </a>
      </p>
    </ResearchFrame>
  );
}
