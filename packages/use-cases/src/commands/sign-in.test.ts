import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  jobs,
  openTestInstallation,
  storedEvents,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { findSession } from "../queries/find-session.ts";
import { moderatedCommunities } from "../queries/moderated-communities.ts";
import { sessionsOf } from "../queries/sessions-of.ts";
import { requirePermission } from "../require-permission.ts";
import { askForModeratorList } from "./ask-for-moderator-list.ts";
import { grantRole, revokeRole } from "./change-roles.ts";
import { serveCommunities } from "./serve-communities.ts";
import { type SigningIn, signIn } from "./sign-in.ts";
import { signOut, signOutEverywhere } from "./sign-out.ts";

let installation: TestInstallation;

beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation?.drop());

const at = new Date("2026-11-20T12:00:00Z");
const minute = 60_000;
const day = 24 * 60 * minute;
const later = (ms: number) => new Date(at.getTime() + ms);

let people = 0;

function somebody(more: Partial<SigningIn> = {}): SigningIn {
  people += 1;
  return {
    redditorId: `t2_p${people}`,
    username: `Person${people}`,
    moderated: [{ subreddit: "PineLakeHikers", permissions: ["all"] }],
    userAgent: "a browser",
    at,
    ...more,
  };
}

const moderatorOf = ({ redditorId, username }: SigningIn) =>
  ({ kind: "moderator", redditorId, username }) as const;

describe("a session", () => {
  test("is known by its token, of which the table keeps a hash alone", async () => {
    const who = somebody();
    const { token } = await signIn(installation, who);
    const found = await findSession(installation, token, at);
    expect(found).toMatchObject({ moderator: moderatorOf(who), roles: new Set() });
    expect(await findSession(installation, found?.sessionId ?? "", at)).toBeNull();
    const { rows } = await installation.database.pool.query("select * from site_sessions");
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(found?.postToken);
  });

  test("ends a week after it was last used, and after 30 days however it is used", async () => {
    const idle = await signIn(installation, somebody());
    expect(await findSession(installation, idle.token, later(7 * day))).toBeNull();
    const busy = await signIn(installation, somebody());
    for (let used = 6; used < 30; used += 6)
      expect(
        await findSession(installation, busy.token, later(used * day)),
        `${used}`,
      ).not.toBeNull();
    expect(await findSession(installation, busy.token, later(30 * day))).toBeNull();
  });

  test("that has ended is deleted when somebody signs in", async () => {
    const old = somebody();
    await signIn(installation, old);
    await signIn(installation, somebody({ at: later(40 * day) }));
    const { rows } = await installation.database.pool.query(
      "select 1 from site_sessions where redditor_id = $1",
      [old.redditorId],
    );
    expect(rows).toEqual([]);
  });

  test("takes the place of the one that the browser had", async () => {
    const who = somebody();
    const first = await signIn(installation, who);
    const second = await signIn(installation, { ...who, replaces: first.token });
    expect(second.token).not.toBe(first.token);
    expect(await findSession(installation, first.token, at)).toBeNull();
  });

  test("is ended by its owner, alone or with all others, and by nobody else", async () => {
    const [who, stranger] = [somebody(), somebody()];
    const [one, two, three] = [
      await signIn(installation, who),
      await signIn(installation, who),
      await signIn(installation, who),
    ];
    await signIn(installation, stranger);
    const id = (await findSession(installation, one.token, at))?.sessionId ?? "";
    expect(await signOut(installation, moderatorOf(stranger), { sessionId: id, at })).toBe(false);
    expect(await findSession(installation, one.token, at)).not.toBeNull();
    expect(await signOut(installation, moderatorOf(who), { sessionId: id, at })).toBe(true);
    expect(await findSession(installation, one.token, at)).toBeNull();
    expect(await sessionsOf(installation, moderatorOf(who), at)).toHaveLength(2);
    expect(await signOutEverywhere(installation, moderatorOf(who), { at })).toBe(2);
    for (const { token } of [two, three])
      expect(await findSession(installation, token, at)).toBeNull();
    expect(await sessionsOf(installation, moderatorOf(stranger), at)).toHaveLength(1);
  });
});

describe("what somebody moderates", () => {
  test("is theirs by their own list, and no more where that list leaves it out", async () => {
    const who = somebody({
      moderated: [
        { subreddit: "OneLake", permissions: ["mail"] },
        { subreddit: "TwoLakes", permissions: ["all"] },
      ],
    });
    await signIn(installation, who);
    await signIn(installation, {
      ...who,
      moderated: [{ subreddit: "TwoLakes", permissions: ["mail", "access"] }],
    });
    expect(await moderatedCommunities(installation, moderatorOf(who))).toEqual([
      {
        name: "TwoLakes",
        permissions: ["mail", "access"],
        asOf: at,
        isServed: false,
        isKnown: false,
        pausedAt: null,
        trouble: null,
        account: null,
        joinAskedAt: null,
      },
    ]);
    await expect(
      requirePermission(installation.database, moderatorOf(who), "review", "OneLake", at),
    ).rejects.toThrow("does not have it");
  });

  test("is read by the bot where Reddit does not tell the permissions", async () => {
    await serveCommunities(installation, { kind: "operator" }, ["ServedLake"]);
    await installation.database.pool.query(
      "delete from graphile_worker._private_jobs where key like 'refresh-subreddit:%'",
    );
    const who = somebody({
      moderated: [
        { subreddit: "servedlake", permissions: null },
        { subreddit: "OtherLake", permissions: null },
      ],
    });
    await signIn(installation, who);
    expect((await jobs(installation.database, "refresh-subreddit")).map(({ key }) => key)).toEqual([
      "refresh-subreddit:servedlake",
    ]);
    await expect(
      requirePermission(installation.database, moderatorOf(who), "review", "ServedLake", at),
    ).rejects.toMatchObject({ name: "ModeratorListOutdatedError" });
  });

  test("is asked for anew by those alone whom the last list names", async () => {
    const [moderator, stranger] = [
      somebody({ moderated: [{ subreddit: "AskedLake", permissions: ["all"] }] }),
      somebody({ moderated: [] }),
    ];
    await signIn(installation, moderator);
    await signIn(installation, stranger);
    const ask = (who: SigningIn) =>
      askForModeratorList(installation, moderatorOf(who), "asKedlake");
    // Nobody serves it yet.
    expect(await ask(moderator)).toBe(false);
    await serveCommunities(installation, { kind: "operator" }, ["AskedLake"]);
    expect(await ask(stranger)).toBe(false);
    expect(await ask(moderator)).toBe(true);
  });

  test("holds for an hour", async () => {
    const who = somebody();
    await signIn(installation, who);
    const review = (now: Date) =>
      requirePermission(installation.database, moderatorOf(who), "review", "PineLakeHikers", now);
    await expect(review(later(59 * minute))).resolves.toBeUndefined();
    await expect(review(later(61 * minute))).rejects.toMatchObject({
      name: "ModeratorListOutdatedError",
      subreddit: "PineLakeHikers",
    });
  });
});

describe("roles", () => {
  const operator = { kind: "operator", username: "Boss" } as const;

  test("admins of the settings are operators and researchers, however their name is written", async () => {
    const who = somebody({ username: "TheAdmin" });
    const { token } = await signIn(installation, who);
    const found = await findSession(installation, token, at, ["u/theadmin"]);
    expect(found?.roles).toEqual(new Set(["operator", "researcher"]));
    expect((await findSession(installation, token, at, []))?.roles).toEqual(new Set());
  });

  test("are given to a name, and kept by the account that signs in with it first", async () => {
    await grantRole(installation, operator, { username: "u/DrFern", role: "researcher", at });
    const fern = somebody({ username: "drfern" });
    const mine = await signIn(installation, fern);
    expect((await findSession(installation, mine.token, at))?.roles).toEqual(
      new Set(["researcher"]),
    );
    const later = await signIn(installation, somebody({ username: "DrFern" }));
    expect((await findSession(installation, later.token, at))?.roles).toEqual(new Set());
    await revokeRole(installation, operator, { username: "DrFern", role: "researcher", at });
    expect((await findSession(installation, mine.token, at))?.roles).toEqual(new Set());
  });

  test("are events, once for each change, with who made it", async () => {
    const change = { username: "TwiceGiven", role: "operator", at } as const;
    expect(await grantRole(installation, operator, change)).toBe(true);
    expect(await grantRole(installation, operator, change)).toBe(false);
    expect(await revokeRole(installation, operator, change)).toBe(true);
    expect(await revokeRole(installation, operator, change)).toBe(false);
    const told = (await storedEvents(installation.database)).filter(
      ({ username }) => username === "TwiceGiven",
    );
    expect(told.map(({ event, actor, details }) => ({ event, actor, details }))).toEqual([
      {
        event: "role-granted",
        actor: { kind: "operator", name: "Boss" },
        details: { role: "operator" },
      },
      {
        event: "role-revoked",
        actor: { kind: "operator", name: "Boss" },
        details: { role: "operator" },
      },
    ]);
  });

  test.each([
    { kind: "moderator", redditorId: "t2_p1", username: "Person1" },
    { kind: "researcher", username: "DrFern" },
    { kind: "visitor" },
    { kind: "program" },
    { kind: "redditor", formToken: "token" },
  ] as const)("are not given by a $kind", async (actor) => {
    const change = { username: "Friend", role: "operator", at } as const;
    await expect(grantRole(installation, actor, change)).rejects.toThrow("Only operators");
    await expect(revokeRole(installation, actor, change)).rejects.toThrow("Only operators");
  });
});
