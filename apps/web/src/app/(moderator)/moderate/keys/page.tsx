import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KeysToggle } from "../../../../components/room/keys-toggle.tsx";
import { RoomFrame } from "../../../../components/room/room-frame.tsx";
import { requireSignedIn } from "../../../../server/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.keys"))("title") };
}

const keys = [
  ["j", "next"],
  ["k", "previous"],
  ["Enter", "open"],
  ["c", "claim"],
  ["d", "decide"],
  ["/", "search"],
  ["?", "keys"],
] as const;

/** The keys of the rooms, and a way to be rid of them. */
export default async function KeysPage() {
  const signedIn = await requireSignedIn("/moderate/keys");
  const t = await getTranslations("rooms.keys");
  const words = {
    ...{ on: t("on"), off: t("off"), isOn: t("isOn"), isOff: t("isOff") },
    noScript: t("noScript"),
  };
  return (
    <RoomFrame signedIn={signedIn} title={t("title")}>
      <div className="column stack">
        <p>{t("lead")}</p>
        <dl className="keys">
          {keys.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`list.${what}`)}</dd>
            </div>
          ))}
        </dl>
        <KeysToggle words={words} />
      </div>
    </RoomFrame>
  );
}
