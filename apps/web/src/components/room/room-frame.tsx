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

/** A way to another page of a room. */
export interface RoomLink {
  readonly path: string;
  readonly name: string;
  readonly isCurrent: boolean;
}

interface Props {
  readonly signedIn: SignedIn;
  /** The page's heading; what a page draws itself it leaves out. */
  readonly title?: ReactNode;
  readonly current?: RoomPlace;
  /** The pages of a room that has its own, with their common name. */
  readonly room?: { readonly name: string; readonly links: readonly RoomLink[] };
  readonly className?: string;
  readonly children: ReactNode;
}

/** A page of the rooms: where one is, who one is, and the way out. */
export function RoomFrame({ signedIn, title, current, room, className, children }: Props) {
  const t = useTranslations("rooms.frame");
  const links: readonly RoomLink[] = room?.links ?? [
    ...placesOf(signedIn).map(([place, path]) => ({
      ...{ path, name: t(place as RoomPlace), isCurrent: place === current },
    })),
    ...(signedIn.roles.has("researcher")
      ? [{ path: "/research", name: t("research"), isCurrent: false }]
      : []),
  ];
  return (
    <>
      <header className="room-head">
        <div className="room-width room-bar">
          <a className="wordmark" href="/" aria-label={t("home")}>
            <Mark />
            <span className="room-name">{t("name")}</span>
          </a>
          <nav className="room-nav" aria-label={room?.name ?? t("nav")}>
            <ul>
              {links.map(({ path, name, isCurrent }) => (
                <li key={path}>
                  <a href={path} aria-current={isCurrent ? "page" : undefined}>
                    {name}
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
              {t("signOut")}
            </button>
          </RoomForm>
        </div>
      </header>
      <main id="content" tabIndex={-1} className={`room-width room-main ${className ?? ""}`}>
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
