import type { SignedIn } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Mark } from "../mark.tsx";
import { RoomForm } from "./room-form.tsx";

const places = {
  queue: "/moderate",
  communities: "/moderate/join",
  operate: "/operate",
  account: "/account",
} as const;

export type RoomPlace = keyof typeof places;

interface Props {
  readonly signedIn: SignedIn;
  /** The page's heading; what a page draws itself it leaves out. */
  readonly title?: ReactNode;
  readonly current?: RoomPlace;
  readonly children: ReactNode;
}

/** A page of the rooms: where one is, who one is, and the way out. */
export function RoomFrame({ signedIn, title, current, children }: Props) {
  const t = useTranslations("rooms.frame");
  return (
    <>
      <header className="room-head">
        <div className="room-width room-bar">
          <a className="wordmark" href="/" aria-label={t("home")}>
            <Mark />
            <span className="room-name">{t("name")}</span>
          </a>
          <nav className="room-nav" aria-label={t("nav")}>
            <ul>
              {placesOf(signedIn).map(([place, path]) => (
                <li key={place}>
                  <a href={path} aria-current={place === current ? "page" : undefined}>
                    {t(place as RoomPlace)}
                  </a>
                </li>
              ))}
              {signedIn.roles.has("researcher") && (
                <li>
                  <a href="/research">{t("research")}</a>
                </li>
              )}
            </ul>
          </nav>
          <RoomForm action="/sign-out" signedIn={signedIn} className="room-leave">
            <span className="room-who">
              <bdi>{`u/${signedIn.moderator.username}`}</bdi>
            </span>
            <button type="submit" className="room-link">
              {t("signOut")}
            </button>
          </RoomForm>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="room-width room-main">
        {title === undefined ? null : <h1>{title}</h1>}
        {children}
      </main>
    </>
  );
}

/** The operator's room is shown to operators; whoever else asks for it is told that it is not theirs. */
function placesOf({ roles }: SignedIn): readonly (readonly [string, string])[] {
  return Object.entries(places).filter(([place]) => place !== "operate" || roles.has("operator"));
}
