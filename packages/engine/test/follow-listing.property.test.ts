import { cast, ManualClock, MemoryAppealStore, MemoryReddit } from "@appealmod/core/testing";
import fc from "fast-check";
import { it } from "vitest";
import { createListingFollower, type ListingFollower } from "../src/index.ts";
import { redditFails } from "./stage.ts";

/** What happens in the world just before a request of the scan. */
type Happening =
  | { readonly kind: "reply" | "archive" | "handle"; readonly at: number }
  | { readonly kind: "new" | "fail" | "restart" };

/** Counted from the newest; where pages end is where it hurts. */
const position = fc.oneof(fc.nat(330), fc.constantFrom(98, 99, 100, 198, 199, 200, 298, 299, 300));
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constantFrom("reply", "archive", "handle"), at: position }),
  fc.record({ kind: fc.constantFrom("new", "fail", "restart") }),
);

it("misses no conversation that lies open, whatever happens between the requests of a scan", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 320 }),
      fc.array(fc.array(happening, { maxLength: 6 }), { maxLength: 14 }),
      async (count, story) => {
        const clock = new ManualClock();
        const reddit = new MemoryReddit({ clock });
        const store = new MemoryAppealStore();
        const ids: string[] = [];
        const handedOver = new Map<string, number>();
        const write = () =>
          ids.push(reddit.redditorWrites({ username: `hiker_${ids.length}`, body: "Hello?" }));
        for (let n = 0; n < count; n += 1) write();

        const start = (): ListingFollower =>
          createListingFollower({
            reddit,
            store,
            clock,
            cursorKey: cast.bot,
            subreddits: () => [cast.subreddit],
            cutoffDays: 30,
            enqueue: async (changed) => {
              for (const { id, lastUpdated } of changed) handedOver.set(id, lastUpdated.getTime());
            },
          });
        let follower = start();
        let isToRestart = false;

        /** The end of a job: what was enqueued is handled as of now, and put away as the bot does. */
        const handle = (id: string) => {
          if (!handedOver.has(id)) return;
          const { lastUpdated } = reddit.conversation(id);
          handedOver.set(id, lastUpdated.getTime());
          void store.rememberConversation({
            conversationId: id,
            subreddit: cast.subreddit,
            redditor: null,
            lastUpdated,
          });
          reddit.humanArchives(id);
        };
        const happen = (event: Happening) => {
          if (event.kind === "new") write();
          else if (event.kind === "fail")
            reddit.failNext("listConversations", redditFails("unreachable"));
          else if (event.kind === "restart") isToRestart = true;
          else if ("at" in event && ids.length > 0) {
            const id = ids.at(-1 - (event.at % ids.length)) ?? "";
            if (event.kind === "reply") reddit.redditorWrites({ conversationId: id });
            else if (event.kind === "archive") reddit.humanArchives(id);
            else handle(id);
          }
        };

        for (const moment of story)
          reddit.beforeEffect("listConversations", () => {
            clock.advance(500);
            for (const event of moment) happen(event);
          });
        const enough = story.length + story.flat().length + 2;
        for (let passes = 0; passes < enough; passes += 1) {
          await follower.pass().catch(() => {});
          if (isToRestart) follower = start();
          isToRestart = false;
        }

        for (const id of ids) {
          const { isArchived, lastUpdated } = reddit.conversation(id);
          if (!isArchived && (handedOver.get(id) ?? 0) < lastUpdated.getTime())
            throw new Error(`${id} was missed`);
        }
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
