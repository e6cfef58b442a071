import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { type ListedModerator, saveModeratorList } from "@appealmod/db";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { changeCommunitySettings, grantRole } from "@appealmod/use-cases";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aModerator, type SignedInModerator } from "./a-moderator.ts";
import { anInvitedAppeal } from "./an-invited-appeal.ts";
import { anAppealId, community, rows, type VisitorName, visitors } from "./rights-of-pages.ts";
import { type SiteProcess, startSite } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let appealId: string;

beforeAll(async () => {
  database = await createMigratedDatabase();
  await migrateJobs(database.pool);
  site = await startSite({
    APPEALMOD_DATABASE_URL: database.url,
    APPEALMOD_ADMINS: "TheOperator",
    APPEALMOD_TRUSTED_PROXIES: "127.0.0.1",
  });
  appealId = (await anInvitedAppeal(database, { subreddit: community })).appealId;
  const operator = { kind: "operator" } as const;
  await changeCommunitySettings({ database }, operator, {
    subreddit: community,
    changes: { updateCutoffDays: 9 },
  });
  const at = new Date();
  await grantRole({ database }, operator, { username: "TheResearcher", role: "researcher", at });
});
afterAll(async () => {
  await site?.stop();
  await database?.drop();
});

const rightsOf: Readonly<Record<Exclude<VisitorName, "nobody">, readonly string[] | null>> = {
  redditor: null,
  "moderator, all permissions": ["all"],
  "moderator, modmail only": ["mail"],
  "moderator, settings only": ["config"],
  "moderator, no permission": [],
  "moderator elsewhere": null,
  "removed moderator": ["all"],
  researcher: null,
  operator: null,
};

async function signedIn(name: VisitorName): Promise<SignedInModerator | null> {
  if (name === "nobody") return null;
  const rights = rightsOf[name];
  const moderated =
    name === "moderator elsewhere"
      ? { MossValleyClimbers: ["all"] }
      : rights === null
        ? {}
        : { [community]: rights };
  const named = { operator: "TheOperator", researcher: "TheResearcher" }[name as string];
  // Each visit is by another account, and a role is bound to the first that comes under its name.
  await database.pool.query("update role_grants set redditor_id = null");
  const who = await aModerator(database, moderated, named);
  // Reddit's list of the community, read anew, does not name them any more.
  if (name === "removed moderator")
    await saveModeratorList(database, community, [aStayingModerator], new Date());
  return who;
}

const aStayingModerator: ListedModerator = {
  redditorId: "t2_stays",
  username: "stays",
  permissions: ["all"],
};

/** Every page and handler that there is, as an address. */
function routes(): readonly string[] {
  const app = join(import.meta.dirname, "..", "src", "app");
  const rooms = readdirSync(app).filter((name) => /^\((?!public)/.test(name));
  return rooms
    .flatMap((room) => {
      const root = join(app, room);
      return readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile() && /^(?:page\.tsx|route\.ts)$/.test(file.name))
        .map((file) => `/${relative(root, file.parentPath)}`);
    })
    .toSorted();
}

test("every page and handler of the rooms has a line in the table", () => {
  expect([...new Set(rows.map(({ route }) => route))].toSorted()).toEqual(routes());
});

const cells: (readonly string[])[] = [];

test.each(rows)("$method $route answers each as the table says", async (row) => {
  const { route, method, path = route, fields = {}, answers } = row;
  const line: string[] = [];
  for (const name of visitors) {
    const who = await signedIn(name);
    const response = await fetch(site.address + path.replace(anAppealId, appealId), {
      method,
      redirect: "manual",
      headers: {
        origin: site.address,
        // Each has an address of its own, and its own limits.
        "x-forwarded-for": `192.0.2.${visitors.indexOf(name) + 1}`,
        ...(who ? { cookie: who.cookie } : {}),
      },
      ...(method === "POST"
        ? { body: new URLSearchParams({ ...fields, ...(who ? who.token : {}) }) }
        : {}),
    });
    await response.text();
    line.push(String(response.status));
    expect(response.status, `${name}: ${method} ${path}`).toBe(answers[name] ?? answers.else);
    expect(response.headers.get("cache-control"), `${name}: ${path}`).toContain("no-store");
  }
  cells.push([`\`${method} ${route}\``, ...line]);
});

test("the table that people read is the one that was tried", async () => {
  const head = ["", ...visitors];
  const lines = [head, head.map(() => "---"), ...cells];
  const text = `# Who gets which page of the rooms

Written by \`apps/web/test/rights-of-pages.test.ts\`, which asks a running site for each of the ${cells.length * visitors.length}
cells. 307 leads to the sign-in, 303 is a post that was taken, 401, 403 and 404 are pages that say why. After a
change: \`vitest run test/rights-of-pages.test.ts -u\` in that package.

${lines.map((cell) => `| ${cell.join(" | ")} |`).join("\n")}
`;
  await expect(text).toMatchFileSnapshot("../../../docs/rights/pages.md");
});
