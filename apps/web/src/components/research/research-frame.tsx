import type { SignedIn } from "@appealmod/use-cases";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { areArmsHidden } from "../../server/arms-hidden.ts";
import { theSite } from "../../server/site.ts";
import { RoomFrame } from "../room/room-frame.tsx";

const places = {
  results: "/research",
  health: "/research/health",
  fraction: "/research/fraction",
  labels: "/research/labels",
  plan: "/research/plan",
  download: "/research/download",
  account: "/account",
} as const;

export type ResearchPlace = keyof typeof places;

interface Props {
  readonly signedIn: SignedIn;
  readonly title: ReactNode;
  readonly current?: ResearchPlace;
  readonly children: ReactNode;
}

/** A page of the researcher's room: where one is, under which approval, and the way out. */
export async function ResearchFrame({ signedIn, title, current, children }: Props) {
  const [t, isBlinded] = await Promise.all([getTranslations("research"), areArmsHidden()]);
  const { approval } = theSite().research;
  const links = Object.entries(places).map(([place, path]) => ({
    ...{ path, name: t(`frame.${place as ResearchPlace}`), isCurrent: place === current },
  }));
  return (
    <RoomFrame
      signedIn={signedIn}
      title={title}
      room={{ name: t("frame.nav"), links }}
      className="research"
    >
      {approval === null ? (
        <p className="notice gentle small research-approval">{t("approval.none")}</p>
      ) : (
        <p className="soft small">{t("approval.some", { reference: approval })}</p>
      )}
      {isBlinded && (
        <p className="notice small">
          {t.rich("frame.hidden", {
            plan: (words) => <a href="/research/plan#unlock">{words}</a>,
          })}
        </p>
      )}
      {children}
    </RoomFrame>
  );
}
