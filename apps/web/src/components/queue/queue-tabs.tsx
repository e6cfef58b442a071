import type { AppealQueue } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { mostCounted } from "./most-counted.ts";
import { type QueueAddress, queueAddress } from "./queue-address.ts";

interface Props {
  readonly address: QueueAddress;
  readonly counts: AppealQueue["counts"];
}

/** Which appeals are shown, as links with how many there are. */
export function QueueTabs({ address, counts }: Props) {
  const t = useTranslations("rooms.queue");
  const { subreddit } = address;
  return (
    <nav className="queue-tabs" aria-label={t("tabs")}>
      <ul>
        {(["to-decide", "waiting", "decided", "all"] as const).map((show) => {
          const count = counts[show];
          const isMost = count >= mostCounted;
          const isCurrent = show === address.show && address.search === "";
          return (
            <li key={show}>
              <a
                href={queueAddress({ show, subreddit })}
                aria-current={isCurrent ? "page" : undefined}
              >
                {t(`tab.${show}`)}{" "}
                <span className="queue-count" aria-hidden="true">
                  {isMost ? t("countMostShort", { count }) : count}
                </span>
                <span className="visually-hidden">
                  ({t(isMost ? "countMost" : "count", { count })})
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
