import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { BackToReddit } from "../../../components/back-to-reddit.tsx";
import { LostLinkForm, lostLinkFormId } from "../../../components/lost-link-form.tsx";
import { pageMetadata } from "../../../components/page-metadata.ts";
import { SiteFrame } from "../../../components/site-frame.tsx";
import { flashFields, nothingKept } from "../../../server/flash-cookie.ts";

export const generateMetadata = () => pageMetadata("/form", "lostLink");

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** For those who have lost their link. It says the same to everybody. */
export default async function LostLinkPage({ searchParams }: Props) {
  const [query, jar, t] = await Promise.all([searchParams, cookies(), getTranslations("lostLink")]);
  if (query.sent === "1")
    return (
      <SiteFrame>
        <div className="page reading">
          <div className="column">
            <h1>{t("sentTitle")}</h1>
            <p className="lead mt-4">{t("sent")}</p>
            <h2 className="mt-8">{t("noneTitle")}</h2>
            <p className="mt-2">{t("none")}</p>
            <BackToReddit to="messages" isForSuspended />
          </div>
        </div>
      </SiteFrame>
    );
  const check = typeof query.check === "string" ? query.check : null;
  const { written } = check === null ? nothingKept : flashFields("lost-link", jar);
  return (
    <SiteFrame form={{ id: lostLinkFormId, action: "/language?page=lost-link" }}>
      <div className="page reading">
        <div className="column">
          <h1>{t("title")}</h1>
          <p className="lead mt-4">{t("lead")}</p>
          <LostLinkForm written={written} wrong={check?.split(",") ?? []} />
        </div>
      </div>
    </SiteFrame>
  );
}
