import { expect, test } from "vitest";
import { ScriptedServer, type SeenRequest } from "./scripted-server.ts";
import { failureOf, testGateway } from "./test-gateway.ts";

const subreddit = "PineLakeHikers";
const bans = `GET /r/${subreddit}/about/banned`;
const log = `GET /r/${subreddit}/about/log`;

interface Banned {
  readonly name: string;
  readonly note: string;
  readonly days?: number | null;
}

/** A community with a list of bans in pages and a moderation log, both newest first. */
class Community {
  bans: Banned[];
  /** The log's entries: what was done, and to whom. */
  log: { readonly id: string; readonly action: string; readonly target: string | null }[] = [];
  waiting: readonly string[];
  asked = 0;
  readonly server: ScriptedServer;
  readonly gateway: ReturnType<typeof testGateway>["gateway"];
  readonly time: ReturnType<typeof testGateway>["time"];
  readonly events: ReturnType<typeof testGateway>["events"];

  private constructor(server: ScriptedServer, names: readonly string[]) {
    this.server = server;
    this.bans = names.map((name) => ({ name, note: name }));
    this.waiting = names;
    for (const name of names.toReversed()) this.logged("banuser", name);
    server.on(bans, (request) => this.answerBans(request));
    server.on(log, (request) => this.answerLog(request));
    const made = testGateway(server.url, {
      waitingIn: async () => {
        this.asked += 1;
        return this.waiting;
      },
    });
    ({ gateway: this.gateway, time: this.time, events: this.events } = made);
  }

  static async of(names: readonly string[]): Promise<Community> {
    return new Community(await ScriptedServer.start(), names);
  }

  logged(action: string, target: string | null): void {
    this.log.unshift({ id: `ModAction_${this.log.length}`, action, target });
  }

  unban(name: string): void {
    this.bans = this.bans.filter((ban) => ban.name !== name);
    this.logged("unbanuser", name);
  }

  ban(ban: Banned): void {
    this.bans.unshift(ban);
    this.logged("banuser", ban.name);
  }

  async noteOf(name: string, asOf?: Date): Promise<string | null> {
    const ban = await this.gateway.findBan(subreddit, name, asOf);
    return ban?.isBanned ? ban.note : null;
  }

  /** The first two make a crowd, of whom the newest hundred name none. */
  async begin(oldest: readonly string[]): Promise<void> {
    for (const name of oldest.slice(0, 2)) expect(await this.noteOf(name)).toBe(name);
  }

  /** What was asked of Reddit since the last call, logins apart. */
  requests(): { alone: number; pages: number; log: number } {
    const seen = this.server.seen.splice(0);
    const to = (endpoint: string) =>
      seen.filter(({ method, path }) => `${method} ${path}` === endpoint);
    const alone = to(bans).filter(({ query }) => query.has("user")).length;
    return { alone, pages: to(bans).length - alone, log: to(log).length };
  }

  answerBans({ query }: SeenRequest) {
    const user = query.get("user")?.toLowerCase();
    const entries = this.bans.map(({ name, note, days = null }) => ({
      name,
      note,
      date: 1588694146.0,
      days_left: days,
      rel_id: `rb_${name}`,
    }));
    const all = entries.filter(({ name }) => !user || name.toLowerCase() === user);
    const from = all.findIndex(({ rel_id: id }) => id === query.get("after")) + 1;
    const children = all.slice(from, from + 100);
    const after = from + 100 < all.length ? (children.at(-1)?.rel_id ?? null) : null;
    return { body: { kind: "Listing", data: { children, after } } };
  }

  answerLog({ query }: SeenRequest) {
    const from = this.log.findIndex(({ id }) => id === query.get("after")) + 1;
    const entries = this.log.slice(from, from + Number(query.get("limit")));
    const children = entries.map(({ id, action, target }) => ({
      kind: "modaction",
      data: { id, action, target_author: target, created_utc: 1588694146.0 },
    }));
    const after = from + entries.length < this.log.length ? entries.at(-1)?.id : null;
    return { body: { kind: "Listing", data: { children, after } } };
  }
}

const hikers = (count: number) => Array.from({ length: count }, (_, at) => `Hiker${at}`);

const oldestFirst = (names: readonly string[]) => names.toReversed();

test("a heap of a thousand is answered by ten pages and a few looks at the log", async () => {
  const names = hikers(1000);
  const community = await Community.of(names);
  await community.begin(oldestFirst(names));
  const rest = oldestFirst(names).slice(2);
  const step = 98;
  for (let at = 0; at < rest.length; at += step) {
    const some = rest.slice(at, at + step);
    expect(await Promise.all(some.map((name) => community.noteOf(name.toUpperCase())))).toEqual(
      some,
    );
    community.time.now += 600;
  }
  // One alone, the newest hundred, a look at the log, ten pages; then one look each two seconds.
  expect(community.requests()).toEqual({ alone: 1, pages: 11, log: 3 });
  expect(community.asked).toBe(1);
});

test("those who are looked up at the same time are found by the walk of one of them", async () => {
  const names = hikers(250);
  const community = await Community.of(names);
  const some = oldestFirst(names).slice(0, 4);
  expect(await Promise.all(some.map((name) => community.noteOf(name)))).toEqual(some);
  expect(community.requests()).toEqual({ alone: 1, pages: 4, log: 1 });
});

test("whoever is unbanned or banned anew after the list was asked for is asked for alone", async () => {
  const names = hikers(250);
  const community = await Community.of(names);
  await community.begin(oldestFirst(names));
  community.unban("Hiker200");
  community.unban("Hiker201");
  community.ban({ name: "Hiker201", note: "anew" });
  community.logged("muteuser", "Hiker202");
  community.time.now += 2_000;
  community.requests();
  expect(await community.noteOf("Hiker200")).toBeNull();
  expect(await community.noteOf("Hiker201")).toBe("anew");
  expect(await community.noteOf("Hiker202")).toBe("Hiker202");
  expect(await community.noteOf("Hiker203")).toBe("Hiker203");
  // The look at the log is for the first one whom it drops as well as for the last.
  expect(community.requests()).toEqual({ alone: 3, pages: 0, log: 1 });
});

test("a change between two pages is heard of, too", async () => {
  const names = hikers(250);
  const community = await Community.of(names);
  let asked = 0;
  community.server.on(bans, (request) => {
    const answer = community.answerBans(request);
    if (!request.query.has("user") && request.query.has("after")) {
      asked += 1;
      // Shown once more as banned, by the page that was just put together.
      if (asked === 1) community.unban("Hiker150");
    }
    return answer;
  });
  await community.begin(oldestFirst(names));
  expect(asked).toBe(2);
  community.time.now += 2_000;
  expect(await community.noteOf("Hiker150")).toBeNull();
});

test("a look at the log serves nobody who looked later, and for two seconds only", async () => {
  const names = hikers(250);
  const community = await Community.of(names);
  await community.begin(oldestFirst(names));
  const lookedAt = community.time.now;
  community.requests();
  await community.noteOf("Hiker200", new Date(lookedAt));
  expect(community.requests()).toEqual({ alone: 0, pages: 0, log: 0 });
  community.time.now += 500;
  await community.noteOf("Hiker201", new Date(lookedAt + 1));
  expect(community.requests().log).toBe(1);
  community.time.now += 1_999;
  await community.noteOf("Hiker202", new Date(lookedAt + 500));
  expect(community.requests().log).toBe(0);
  community.time.now += 1;
  await community.noteOf("Hiker203", new Date(lookedAt + 500));
  expect(community.requests()).toEqual({ alone: 0, pages: 0, log: 1 });
});

test("whoever asks a second time gets a newer word than the remembered one", async () => {
  const community = await Community.of(hikers(250));
  await community.begin(oldestFirst(hikers(250)));
  community.requests();
  expect(await community.noteOf("Hiker200")).toBe("Hiker200");
  expect(community.requests().alone).toBe(0);
  expect(await community.noteOf("Hiker200")).toBe("Hiker200");
  expect(community.requests().alone).toBe(1);
});

test("a ban that ends within a day, or nobody knows when, is not remembered", async () => {
  const names = hikers(250);
  const community = await Community.of(names);
  community.bans = community.bans.map((ban) => {
    if (ban.name === "Hiker200") return { ...ban, days: 0 };
    return ban.name === "Hiker201" ? { ...ban, days: 1 } : ban;
  });
  await community.begin(oldestFirst(names));
  community.requests();
  expect(await community.noteOf("Hiker200")).toBe("Hiker200");
  expect(community.requests().alone).toBe(1);
  expect(await community.noteOf("Hiker201")).toBe("Hiker201");
  expect(community.requests().alone).toBe(0);
});

test.each([
  ["forbidden", { status: 403, body: { message: "Forbidden", error: 403 } }],
  ["no log", { body: { kind: "Listing", data: { dist: 0 } } }],
  ["empty", { body: { kind: "Listing", data: { children: [], after: null } } }],
  [
    "of entries without ids",
    { body: { kind: "Listing", data: { children: [{ data: { action: "banuser" } }] } } },
  ],
])(
  "without a log that can be believed (%s) each is asked for alone, and an operator told",
  async (_, answer) => {
    const names = hikers(250);
    const community = await Community.of(names);
    community.server.on(log, answer);
    await community.begin(oldestFirst(names));
    community.requests();
    for (let at = 240; at > 200; at -= 1) {
      community.time.now += 1_000;
      expect(await community.noteOf(`Hiker${at}`)).toBe(`Hiker${at}`);
    }
    expect(community.requests()).toEqual({ alone: 40, pages: 0, log: 0 });
    expect(community.events).toContainEqual(
      expect.objectContaining({ event: "odd-answer", endpoint: log }),
    );
  },
);

test("a log that goes away later takes the remembered bans with it", async () => {
  const names = hikers(250);
  const community = await Community.of(names);
  await community.begin(oldestFirst(names));
  community.server.on(log, { status: 403, body: { message: "Forbidden", error: 403 } });
  community.unban("Hiker200");
  community.time.now += 2_000;
  community.requests();
  expect(await community.noteOf("Hiker200")).toBeNull();
  expect(await community.noteOf("Hiker201")).toBe("Hiker201");
  expect(community.requests()).toEqual({ alone: 2, pages: 0, log: 1 });
});

test("a used-up budget ends neither the memory nor the walk for good", async () => {
  const names = hikers(250);
  const community = await Community.of(names);
  const { gateway, time } = testGateway(community.server.url, {
    waitingIn: async () => names,
    maxWaitMs: 3_000,
  });
  const noteOf = async (name: string) => (await gateway.findBan(subreddit, name))?.note;
  const usedUp = {
    status: 429,
    headers: { "retry-after": "60" },
    body: { message: "Too Many Requests", error: 429 },
  };
  const answers = (request: SeenRequest) => community.answerLog(request);
  community.server.on(log, usedUp, answers);
  await noteOf("Hiker249");
  expect(await failureOf(noteOf("Hiker248"))).toMatchObject({ kind: "rate-limited" });
  time.now += 60_000;
  // Again the second of a crowd; the newest hundred are not tried again so soon.
  await noteOf("Hiker248");
  expect(await noteOf("Hiker247")).toBe("Hiker247");
  time.now += 2_000;
  community.server.on(log, usedUp, answers);
  community.unban("Hiker246");
  expect(await failureOf(noteOf("Hiker246"))).toMatchObject({ kind: "rate-limited" });
  time.now += 60_000;
  community.requests();
  expect(await noteOf("Hiker0")).toBe("Hiker0");
  expect(await noteOf("Hiker246")).toBeUndefined();
  expect(await noteOf("Hiker245")).toBe("Hiker245");
  // The one who was unbanned is looked for among the newest hundred before it is asked alone.
  expect(community.requests()).toEqual({ alone: 2, pages: 1, log: 1 });
});

test("after more entries than are read, or one that names nobody, nothing is remembered", async () => {
  for (const happen of [
    (community: Community) => {
      community.unban("Hiker200");
      for (let at = 0; at < 1_200; at += 1) community.logged("approvelink", null);
    },
    (community: Community) => {
      community.bans = community.bans.filter(({ name }) => name !== "Hiker200");
      community.logged("unbanuser", null);
    },
  ]) {
    const community = await Community.of(hikers(250));
    await community.begin(oldestFirst(hikers(250)));
    happen(community);
    community.time.now += 2_000;
    community.requests();
    expect(await community.noteOf("Hiker200")).toBeNull();
    expect(community.requests().log).toBeGreaterThan(0);
  }
});

test("some hundred entries about other things are read past", async () => {
  const community = await Community.of(hikers(250));
  await community.begin(oldestFirst(hikers(250)));
  community.unban("Hiker200");
  for (let at = 0; at < 450; at += 1) community.logged("removelink", "Spammer");
  community.time.now += 2_000;
  community.requests();
  expect(await community.noteOf("Hiker200")).toBeNull();
  expect(await community.noteOf("Hiker201")).toBe("Hiker201");
  expect(community.requests()).toEqual({ alone: 1, pages: 0, log: 2 });
});

const sameEachTime = (community: Community) => (request: SeenRequest) => {
  const query = new URLSearchParams(request.query);
  query.delete("after");
  return community.answerBans({ ...request, query });
};

test.each([
  ["ignores `after`", 3, sameEachTime],
  [
    "sends in a circle",
    4,
    (community: Community) => (request: SeenRequest) => {
      const query = new URLSearchParams(request.query);
      if (query.get("after") === "rb_Hiker199") query.delete("after");
      return community.answerBans({ ...request, query });
    },
  ],
])("a server that %s is left as soon as a page says nothing new", async (_, pages, answerOf) => {
  const names = hikers(400);
  const community = await Community.of(names);
  community.server.on(bans, answerOf(community));
  await community.begin(oldestFirst(names));
  // The newest hundred, and those of the walk.
  expect(community.requests().pages).toBe(pages);
  expect(await community.noteOf("Hiker399")).toBe("Hiker399");
});

test.each([
  [30, 4],
  [100, 8],
  [1_000, 20],
])(
  "a walk for %i that names nobody ends after %i pages, and is not tried again for ten minutes",
  async (count, pages) => {
    const names = hikers(4_000);
    const community = await Community.of(names);
    community.waiting = names.slice(-count);
    await community.begin(oldestFirst(names));
    expect(community.requests()).toEqual({ alone: 2, pages: 1 + pages, log: 1 });
    for (const name of names.slice(3_500, 3_530)) {
      community.time.now += 2_500;
      await community.noteOf(name);
    }
    // The newest hundred are tried again after a minute.
    expect(community.requests()).toEqual({ alone: 30, pages: 1, log: 0 });
    community.time.now += 600_000;
    community.waiting = names.slice(0, 500);
    for (const name of names.slice(250, 265)) await community.noteOf(name);
    expect(community.requests().log).toBe(1);
  },
);

test("a handful is not worth a walk, and one of ten has it asked who waits", async () => {
  const names = hikers(400);
  const community = await Community.of(names);
  community.waiting = names.slice(300, 319);
  for (const name of names.slice(300, 320)) {
    await community.noteOf(name);
    community.time.now += 1_000;
  }
  expect(community.requests()).toEqual({ alone: 20, pages: 1, log: 0 });
  expect(community.asked).toBe(2);
});

test("a heap that is gathered bit by bit, the oldest last, is walked once", async () => {
  const names = hikers(1000);
  const community = await Community.of(names);
  community.waiting = names.slice(150, 200);
  await community.begin(oldestFirst(names.slice(150, 200)));
  for (let at = 200; at < 1000; at += 100) {
    community.waiting = names.slice(at, at + 100);
    // Half of them are done when the next are heard of, which go before the rest.
    for (const name of names.slice(at, at + 50)) expect(await community.noteOf(name)).toBe(name);
  }
  expect(community.requests()).toEqual({ alone: 1, pages: 11, log: 1 });
});

test("a walk that looked for somebody in vain has passed nobody by", async () => {
  const names = hikers(1500);
  const community = await Community.of(names);
  const gone = Array.from({ length: 5 }, (_, at) => `Gone${at}`);
  community.waiting = [...names.slice(150, 250), ...gone];
  await community.begin(oldestFirst(names.slice(150, 250)));
  // The newest hundred, three that name those who wait, and three in vain.
  expect(community.requests()).toEqual({ alone: 1, pages: 7, log: 1 });
  for (let at = 300; at < 1500; at += 100) {
    community.waiting = [...names.slice(at, at + 100), ...gone];
    for (const name of community.waiting.slice(0, 50))
      expect(await community.noteOf(name)).toBe(name);
  }
  expect(community.requests()).toEqual({ alone: 0, pages: 9, log: 0 });
});

test("whose ban is newer than the last walk is found from the beginning", async () => {
  const names = hikers(500);
  const community = await Community.of(names);
  community.waiting = names.slice(250, 350);
  await community.begin(oldestFirst(community.waiting));
  const newcomers = Array.from({ length: 150 }, (_, at) => `Newcomer${at}`);
  for (const name of newcomers) community.ban({ name, note: name });
  community.requests();
  community.time.now += 2_000;
  community.waiting = newcomers.slice(0, 50);
  for (const name of community.waiting) expect(await community.noteOf(name)).toBe(name);
  // The newest hundred were of no use a moment ago. One page on in vain, then two from the top.
  expect(community.requests()).toEqual({ alone: 0, pages: 3, log: 2 });
});

test("whoever is neither named nor remembered is asked for alone", async () => {
  const community = await Community.of(hikers(250));
  community.waiting = [...hikers(250), "Stranger"];
  await community.begin(oldestFirst(hikers(250)));
  community.requests();
  expect(await community.noteOf("Stranger")).toBeNull();
  expect(community.requests().alone).toBe(1);
});

test("where it cannot be told who waits, each is asked for alone", async () => {
  const community = await Community.of(hikers(250));
  const { gateway } = testGateway(community.server.url, {
    waitingIn: () => Promise.reject(new Error("The database is away.")),
  });
  for (const name of ["Hiker200", "Hiker201", "Hiker202"]) {
    expect((await gateway.findBan(subreddit, name))?.note).toBe(name);
  }
  expect(community.requests()).toEqual({ alone: 3, pages: 1, log: 0 });
});

test("a log that does not reach back to the last look, time and again, is told of and left alone", async () => {
  const names = hikers(250);
  const community = await Community.of(names);
  const some = oldestFirst(names);
  await community.begin(some);
  for (const name of some.slice(2, 60)) {
    community.log = [];
    community.logged("removelink", "SomeoneElse");
    community.log = community.log.map((entry) => ({ ...entry, id: `ModAction_of_${name}` }));
    community.time.now += 2_500;
    expect(await community.noteOf(name)).toBe(name);
  }
  const told = community.events.filter(({ event }) => event === "odd-answer");
  expect(told).toMatchObject([{ detail: expect.stringContaining("did not reach back") }]);
});
