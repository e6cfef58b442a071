import { nameKey } from "@appealmod/core";
import { sealedHooksOf } from "@appealmod/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aModeratorOf } from "../../test/a-moderator.ts";
import {
  openTestInstallation,
  storedEvents,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { hookContext, hookKey } from "../hook-keys.ts";
import { communityNotifications } from "../queries/community-notifications.ts";
import { addCommunityHook, publishHookKey, removeCommunityHook } from "./change-community-hooks.ts";
import { watchCommunity } from "./change-watch.ts";

const at = new Date("2026-11-20T12:00:00Z");
const address = "https://discord.com/api/webhooks/42/a-secret-word";
const linkSecret = "a secret that is long enough for a test";
const [subreddit, other] = ["HookLake", "OtherLake"];
let installation: TestInstallation;

beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation?.drop());

test("takes no address before the bot has published its key", async () => {
  const moderator = await aModeratorOf(installation, { subreddit, asOf: at });
  expect(await addCommunityHook(installation, moderator, { subreddit, address, at })).toBe(
    "no-key",
  );
});

test("shows an address to nobody, and only the bot can open it, for its own community", async () => {
  await publishHookKey(installation, { kind: "program" }, linkSecret);
  const moderator = await aModeratorOf(installation, { subreddit, asOf: at });
  expect(await addCommunityHook(installation, moderator, { subreddit, address, at })).toBe("added");
  await watchCommunity(installation, moderator, { subreddit, scope: "mine", at });
  const shown = await communityNotifications(installation, moderator, { subreddit, at });
  expect(shown).toMatchObject({ hooks: [{ kind: "discord", trouble: null }], watch: "mine" });
  const { rows } = await installation.database.pool.query("select * from community_hooks");
  const everything = JSON.stringify([shown, rows, await storedEvents(installation.database)]);
  expect(everything).not.toContain("a-secret-word");
  const [hook] = await sealedHooksOf(installation.database, [nameKey(subreddit)]);
  const key = hookKey(linkSecret);
  expect(key.open(hook?.sealedAddress ?? "", hookContext(subreddit))).toBe(address);
  expect(() => key.open(hook?.sealedAddress ?? "", hookContext(other))).toThrow();
});

test("removes none of another community, whatever id is posted", async () => {
  const moderator = await aModeratorOf(installation, { subreddit, asOf: at });
  const stranger = await aModeratorOf(installation, { subreddit: other, asOf: at });
  const { hooks } = await communityNotifications(installation, moderator, { subreddit, at });
  const id = hooks[0]?.id ?? "";
  for (const wrong of [id, "none", "00000000-0000-4000-8000-000000000000"])
    expect(
      await removeCommunityHook(installation, stranger, { subreddit: other, id: wrong, at }),
    ).toBe(false);
  await expect(removeCommunityHook(installation, stranger, { subreddit, id, at })).rejects.toThrow(
    "permission",
  );
  expect(await removeCommunityHook(installation, moderator, { subreddit, id, at })).toBe(true);
});

test("takes known addresses alone, and four at most", async () => {
  const moderator = await aModeratorOf(installation, { subreddit, asOf: at });
  const add = (typed: string) =>
    addCommunityHook(installation, moderator, { subreddit, address: typed, at });
  expect(await add("https://10.0.0.7/api/webhooks/1/x")).toBe("unknown-address");
  for (let count = 0; count < 4; count += 1) expect(await add(address)).toBe("added");
  expect(await add(address)).toBe("too-many");
});
