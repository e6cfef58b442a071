import type { QueueTab } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { type QueueAddress, queueAddress } from "./queue-address.ts";

interface Props {
  readonly why: QueueTab | "search" | "page" | "no-community";
  readonly address: QueueAddress;
}

/** Why nothing is shown, and what one can do about it. */
export function QueueEmpty({ why, address }: Props) {
  const t = useTranslations("rooms.queue");
  if (why === "no-community")
    return (
      <div className="room-empty stack">
        <p>{t("noCommunity")}</p>
        <p>{t("noCommunityWhat")}</p>
        <p>
          <a className="onward" href="/moderate/join">
            {t("add")}
          </a>
        </p>
      </div>
    );
  return (
    <div className="room-empty stack mt-4" role="status">
      <p>
        {why === "search"
          ? t("emptySearch", { search: address.search })
          : why === "page"
            ? t("emptyPage")
            : t(`empty.${why}`)}
      </p>
      {why === "page" && (
        <p>
          <a className="onward" href={queueAddress({ ...address, after: "" })}>
            {t("first")}
          </a>
        </p>
      )}
    </div>
  );
}
