import type { SignedIn } from "@appealmod/use-cases";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { RoomFrame } from "../room/room-frame.tsx";

const parts = {
  overview: "/operate",
  jobs: "/operate/jobs",
  sessions: "/operate/sessions",
  "sign-ups": "/operate/sign-ups",
  roles: "/operate/roles",
  settings: "/operate/settings",
} as const;

type OperatePart = keyof typeof parts;

interface Props {
  readonly signedIn: SignedIn;
  readonly part: OperatePart;
  readonly title: ReactNode;
  readonly children: ReactNode;
}

/** A page of the operator's room, and the way to its others. */
export async function OperateFrame({ signedIn, part, title, children }: Props) {
  const t = await getTranslations("rooms.operate.nav");
  return (
    <RoomFrame signedIn={signedIn} current="operate">
      <nav className="settings-nav" aria-label={t("label")}>
        <ul>
          {(Object.keys(parts) as OperatePart[]).map((each) => (
            <li key={each}>
              <a href={parts[each]} aria-current={each === part ? "page" : undefined}>
                {t(each)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <h1>{title}</h1>
      {children}
    </RoomFrame>
  );
}
