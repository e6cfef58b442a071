import type { SignedIn } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { theSite } from "../../server/site.ts";
import { Mark } from "../mark.tsx";
import { RoomForm } from "../room/room-form.tsx";

const places = {
  results: "/research",
  health: "/research/health",
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
export function ResearchFrame({ signedIn, title, current, children }: Props) {
  const t = useTranslations("research");
  const { approval } = theSite().research;
  return (
    <>
      <header className="room-head">
        <div className="room-width room-bar">
          <a className="wordmark" href="/" aria-label={t("frame.home")}>
            <Mark />
            <span className="room-name">{t("frame.name")}</span>
          </a>
          <nav className="room-nav" aria-label={t("frame.nav")}>
            <ul>
              {Object.entries(places).map(([place, path]) => (
                <li key={place}>
                  <a href={path} aria-current={place === current ? "page" : undefined}>
                    {t(`frame.${place as ResearchPlace}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <RoomForm action="/sign-out" signedIn={signedIn} className="room-leave">
            <span className="room-who">
              <bdi>{`u/${signedIn.moderator.username}`}</bdi>
            </span>
            <button type="submit" className="room-link">
              {t("frame.signOut")}
            </button>
          </RoomForm>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="room-width room-main research">
        <h1>{title}</h1>
        {approval === null ? (
          <p className="notice gentle small research-approval">{t("approval.none")}</p>
        ) : (
          <p className="soft small">{t("approval.some", { reference: approval })}</p>
        )}
        {children}
      </main>
    </>
  );
}
