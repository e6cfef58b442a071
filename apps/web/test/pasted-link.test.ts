import { request } from "node:http";
import type { MigratedDatabase } from "@appealmod/db/testing";
import type { Logger } from "@appealmod/logger";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRateLimiter, limits } from "../src/server/rate-limit.ts";
import { anInvitedAppeal, goodAnswers, type InvitedAppeal } from "./an-invited-appeal.ts";
import { type OpenSite, openSite } from "./open-site.ts";
import type { SiteProcess } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let closeSite: OpenSite["closeSite"];
/** Its token has an underscore, which Reddit's editor escapes. */
let appeal: InvitedAppeal;

beforeAll(async () => {
  ({ database, site, closeSite } = await openSite());
  do appeal = await anInvitedAppeal(database);
  while (!/^\w+_\w+$/.test(appeal.token));
});
afterAll(() => closeSite?.());

const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silent,
};

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Asks for exactly this path: `fetch` would tidy it up before. */
function ask(path: string, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      site.address,
      {
        path,
        method: body === undefined ? "GET" : "POST",
        headers: {
          accept: "text/html",
          ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** With every redirect followed, as a browser does. */
async function open(path: string): Promise<Answer> {
  let answer = await ask(path);
  for (let hops = 0; answer.status >= 300 && answer.status < 400 && hops < 3; hops += 1)
    answer = await ask(String(answer.headers.location));
  return answer;
}

const middle = (token: string, between: string) => token.slice(0, 20) + between + token.slice(20);

const dressed: readonly (readonly [what: string, dress: (token: string) => string])[] = [
  ...[".", ",", ")", "]", ">", "*", "**", "'", '"', "!", ";", ":", "|", "~", "_", "…"].map(
    (mark) => [`${mark} after it`, (t: string) => `/form/${t}${encodeURI(mark)}`] as const,
  ),
  ...["”", "’", "»", "“", "」", "』", "›", "〉", "）", "。", "、", "،", "؟", "।"].map(
    (mark) =>
      [
        `${mark} after it, encoded`,
        (t: string) => `/form/${t}${encodeURIComponent(mark)}`,
      ] as const,
  ),
  ["a bare bracket", (t) => `/form/${t}>`],
  ["an encoded bracket", (t) => `/form/${t}%29`],
  ["stop and bracket", (t) => `/form/${t}.)`],
  ["a blank", (t) => `/form/${t}%20`],
  ["a blank as +", (t) => `/form/${t}+`],
  ["a no-break space", (t) => `/form/${t}%C2%A0`],
  ["words after it", (t) => `/form/${t}%20is%20my%20link`],
  ["a line end", (t) => `/form/${t}%0D%0A`],
  ["a zero-width space", (t) => `/form/${t}%E2%80%8B`],
  ["a zero-width space before", (t) => `/form/%E2%80%8B${t}`],
  ["a byte order mark", (t) => `/form/%EF%BB%BF${t}`],
  ["a soft hyphen within", (t) => `/form/${middle(t, "%C2%AD")}`],
  ["a line break within", (t) => `/form/${middle(t, "%0A")}`],
  ["a soft line break of a mail within", (t) => `/form/${middle(t, "=%0D%0A")}`],
  ["a quoted line break of a mail within", (t) => `/form/${middle(t, "%0A%3E%20")}`],
  ["an escaped underscore", (t) => `/form/${t.replaceAll("_", "\\_")}`],
  ["an encoded backslash", (t) => `/form/${t.replaceAll("_", "%5C_")}`],
  ["both encoded", (t) => `/form/${t.replaceAll("_", "%5C%5F")}`],
  ["encoded twice", (t) => `/form/${t.replaceAll("_", "%255C%255F")}`],
  // What a browser makes of a backslash in an address.
  ["a slash for the backslash", (t) => `/form/${t.replaceAll("_", "/_")}`],
  ["angle brackets", (t) => `/form/%3C${t}%3E`],
  ["bare angle brackets", (t) => `/form/<${t}>`],
  ["angle brackets as entities", (t) => `/form/&lt;${t}&gt;`],
  ["bold", (t) => `/form/**${t}**`],
  ["quotation marks", (t) => `/form/%E2%80%9E${t}%E2%80%9C`],
  ["its Markdown", (t) => `/form/${t}](https://site.example/form/${t})`],
  ["capitals", (t) => `/FORM/${t}`],
  ["a capital", (t) => `/Form/${t}.`],
  ["encoded letters", (t) => `/%66orm/${t}`],
  ["a slash after it", (t) => `/form/${t}/`],
  ["slashes after it", (t) => `/form/${t}//`],
  ["doubled slashes", (t) => `//form//${t}`],
  ["a blank before", (t) => `/%20form/%20${t}`],
  ["a zero-width space before the path", (t) => `/%E2%80%8Bform/${t}`],
  ["the whole address twice", (t) => `/form/https://site.example/form/${t}`],
  ["a counter of clicks", (t) => `/form/${t}?utm_source=mail`],
  ["a counter of clicks, escaped", (t) => `/form/${t}?utm_source=mail&amp;fbclid=x`],
  ["a counter without its question mark", (t) => `/form/${t}&utm_source=mail`],
  ["an encoded question mark", (t) => `/form/${t}%3Futm_source=mail`],
  ["a torn escape", (t) => `/form/${t}%`],
  ["half a character", (t) => `/form/${t}%E2%80`],
];

describe("a link that was pasted with something that sticks to it", () => {
  test.each(dressed)("leads to the form: %s", async (_, dress) => {
    const answer = await ask(dress(appeal.token));
    if (answer.status === 200) expect(answer.body).toContain(`action="/form/${appeal.token}"`);
    else expect([answer.status, answer.headers.location]).toEqual([308, `/form/${appeal.token}`]);
    expect(answer.headers).toMatchObject({
      "cache-control": expect.stringContaining("no-store"),
      "referrer-policy": "same-origin",
      "x-robots-tag": "noindex, nofollow",
      "x-content-type-options": "nosniff",
    });
  });

  test("is opened by whoever follows", async () => {
    const answer = await open(`/FORM/%3C${appeal.token}%3E).`);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(`action="/form/${appeal.token}"`);
  });

  test("keeps the language that was asked for", async () => {
    const { headers } = await ask(`/form/${appeal.token}.?utm_source=x&language=de`);
    expect(headers.location).toBe(`/form/${appeal.token}?language=de`);
    const odd = await ask(`/form/${appeal.token}.?language=//evil.example`);
    expect(odd.headers.location).toBe(`/form/${appeal.token}`);
  });

  test("takes what is posted there", async () => {
    for (const dress of ["/FORM/TOKEN", "/form/TOKEN).", "//form/TOKEN/", "/form/%3CTOKEN%3E"]) {
      const { token, appealId } = await anInvitedAppeal(database);
      const body = new URLSearchParams(goodAnswers).toString();
      const answer = await ask(dress.replace("TOKEN", token), body);
      expect([answer.status, answer.headers.location]).toEqual([303, `/form/${token}?sent=1`]);
      const { rows } = await database.pool.query(
        "select submitted_at from main_ban_appeal_data where appeal_id = $1",
        [appealId],
      );
      expect(rows[0].submitted_at).not.toBeNull();
    }
  });

  test("counts as one link, however it is spelt, and a post as one", async () => {
    const { token } = await anInvitedAppeal(database);
    const spelt = ["/form/TOKEN", "/FORM/TOKEN", "/form/TOKEN.", "/form/TOKEN%29", "//form//TOKEN"];
    const { most, windowMs } = limits["posts of a link"];
    // All but five are used up, in the next window as well: it may begin meanwhile.
    for (const ahead of [0, windowMs]) {
      const now = () => new Date(Date.now() + ahead);
      const limiter = createRateLimiter({ installation: { database }, now, logger: silent });
      const used = Array.from({ length: most - spelt.length }, () =>
        limiter.allows("posts of a link", token),
      );
      await Promise.all(used);
    }
    const statuses: number[] = [];
    for (const path of [...spelt, ...spelt])
      statuses.push((await ask(path.replace("TOKEN", token), "intent=save&why_banned=x")).status);
    expect(statuses).toEqual([...spelt.map(() => 303), ...spelt.map(() => 429)]);
  });

  test("is written to no log", async () => {
    expect(site.output()).not.toContain(appeal.token);
    expect(site.log()).not.toContain(appeal.token);
  });
});

describe("a link of nobody", () => {
  const wrong = (token: string) => [
    token.toLowerCase(),
    token.toUpperCase(),
    token.slice(0, -1),
    token.slice(1),
    `${token}x`,
    `${token}_x`,
    token.split("").toReversed().join(""),
    "x".repeat(43),
  ];

  test("is unknown, and its letters are never changed to make it known", async () => {
    const plain = await open(`/form/${"x".repeat(43)}`);
    expect(plain.status).toBe(404);
    for (const token of wrong(appeal.token))
      for (const path of [`/form/${token}`, `/FORM/${token}.`, `/form/${middle(token, "%0A")}`]) {
        const answer = await open(path);
        expect([path, answer.status]).toEqual([path, 404]);
        expect(answer.body).not.toContain(appeal.username);
      }
  });

  test("is sent on as a known one is", async () => {
    for (const token of [appeal.token, "x".repeat(43)])
      expect(await ask(`/FORM/${token}.`)).toMatchObject({
        status: 308,
        headers: { location: `/form/${token}` },
      });
  });

  test.each([
    "//evil.example/form/",
    "//evil.example/",
    "/\\evil.example/form/",
    "/platform/",
    "/sign-up/form/",
  ])("leads to no other place: %s", async (before) => {
    const { headers, status } = await ask(before + appeal.token);
    expect(status).not.toBe(200);
    expect(String(headers.location ?? "/")).not.toMatch(/^(?:\/\/|\/\\|https?:)/);
  });
});
