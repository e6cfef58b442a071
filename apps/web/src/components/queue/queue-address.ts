import type { QueueTab } from "@appealmod/use-cases";

/** What the queue's address says. */
export interface QueueAddress {
  readonly show: QueueTab;
  readonly subreddit: string;
  readonly search: string;
  readonly after: string;
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

const tabs: readonly QueueTab[] = ["to-decide", "waiting", "decided", "all"];

/** Whatever is missing or odd is as at the beginning. */
export function readQueueAddress(query: Query): QueueAddress {
  const one = (name: string) => {
    const value = query[name];
    return ((typeof value === "string" ? value : value?.[0]) ?? "").trim();
  };
  return {
    show: tabs.find((tab) => tab === one("show")) ?? "to-decide",
    subreddit: one("r"),
    search: one("q"),
    after: one("after"),
  };
}

/** The address of the queue with other values in some places; another list begins at its beginning. */
export function queueAddress(address: Partial<QueueAddress>): string {
  const { show = "to-decide", subreddit = "", search = "", after = "" } = address;
  const query = new URLSearchParams({
    ...(show === "to-decide" ? {} : { show }),
    ...(subreddit === "" ? {} : { r: subreddit }),
    ...(search === "" ? {} : { q: search }),
    ...(after === "" ? {} : { after }),
  });
  return query.size === 0 ? "/moderate" : `/moderate?${query}`;
}
