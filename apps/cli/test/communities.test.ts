import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noon } from "@appealmod/core/testing";
import { assignAccount, findCommunity, saveCommunityFacts } from "@appealmod/db";
import { describe, expect, it, onTestFinished } from "vitest";
import { anInstallation } from "./command-line.ts";

async function aFile(name: string, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "appealmod-cli-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("serve and leave", () => {
  it("take a community up under any way of writing it, and let it go", async () => {
    const { appealmod, database } = await anInstallation();
    expect(await appealmod("serve", "r/PineLakeHikers", "/r/BirdCalls/")).toMatchObject({
      code: 0,
      stdout: "r/PineLakeHikers is served from now on.\nr/BirdCalls is served from now on.\n",
    });
    const { rows } = await database.pool.query(
      "select payload->>'subreddit' as name from graphile_worker._private_jobs order by key",
    );
    expect(rows).toEqual([{ name: "BirdCalls" }, { name: "PineLakeHikers" }]);
    await appealmod("leave", "https://www.reddit.com/r/pinelakehikers");
    const listed = await appealmod("communities", "--json");
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { name: "BirdCalls", isServed: true },
      { name: "PineLakeHikers", isServed: false },
    ]);
    expect((await appealmod("communities")).stdout).toMatch(/r\/PineLakeHikers +not served/);
  });

  it("serve none of several when one of them is no name", async () => {
    const { appealmod } = await anInstallation();
    expect((await appealmod("serve", "PineLakeHikers", "two words")).code).toBe(2);
    expect(JSON.parse((await appealmod("communities", "--json")).stdout)).toEqual([]);
  });

  it("say so when the settings would bring a community back, or it was not served at all", async () => {
    const { appealmod } = await anInstallation({ APPEALMOD_SUBREDDITS: "PineLakeHikers" });
    expect((await appealmod("communities")).stdout).toMatch(/PineLakeHikers +with the bot's next/);
    const { code, stdout, stderr } = await appealmod("leave", "pinelakehikers");
    expect(stdout).toBe("r/pinelakehikers is not served.\n");
    expect(stderr).toContain("The setting subreddits still names r/pinelakehikers");
    expect(code).toBe(0);
    expect(JSON.parse((await appealmod("communities", "--json")).stdout)).toEqual([]);
  });
});

describe("community", () => {
  it("changes what is named, keeps the rest, and goes back to a default", async () => {
    const { appealmod, database } = await anInstallation({ APPEALMOD_UPDATE_CUTOFF: "12" });
    const name = "PineLakeHikers";
    const changed = await appealmod(
      "community",
      name,
      "set",
      "reminder_cap=2",
      "otherBots=u/NiceBot, other_bot",
      "autobanPrefixes=[]",
      "treatmentFraction=0.5",
    );
    expect(changed.stdout).toMatch(/^reminderCap +2 +own/m);
    expect(changed.stdout).toMatch(/^otherBots +NiceBot, other_bot +own/m);
    expect(changed.stdout).toMatch(/^autobanPrefixes +\[\] +own/m);
    expect(changed.stdout).toMatch(/^updateCutoffDays +12 +default/m);
    await appealmod("community", "r/pinelakehikers", "set", "otherBots=", "language=de");
    const deciding = ["authorHidden=no", "abusiveWords=fool, you liar", "appealAgainDays=90"];
    const rules = 'decisionRules={"needsSecond":true}';
    const decided = await appealmod("community", name, "set", ...deciding, rules);
    expect(decided.stdout).toMatch(/^authorHidden +no +own/m);
    expect(decided.stdout).toMatch(/^abusiveWords +fool, you liar +own/m);
    expect(decided.stdout).toMatch(
      /^decisionRules +\{"bannerDecidesAlone":true,"needsSecond":true/m,
    );
    const isWrong = await appealmod(
      "community",
      name,
      "set",
      "authorHidden=maybe",
      "savedReplies=x",
    );
    expect(isWrong.stderr).toMatch(/authorHidden=maybe cannot be used: it is yes or no/);
    expect(isWrong.stderr).toMatch(/savedReplies=x cannot be used: this is no JSON/);
    const undo = deciding.concat(rules).map((one) => `${one.split("=")[0]}=`);
    await appealmod("community", name, "set", ...undo);
    const facts = { name, description: "", subscribers: 48_213, rules: [], moderators: [] };
    await saveCommunityFacts(database, facts, noon);
    const { stdout } = await appealmod("community", name, "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      name,
      isServed: false,
      ownSettings: { reminderCap: 2, autobanPrefixes: [], treatmentFraction: 0.5, language: "de" },
      settings: {
        otherBots: expect.arrayContaining(["ArchangelleN8theGr8", "saferbot", "bot-bouncer"]),
        updateCutoffDays: 12,
      },
      questions: { id: "default", isOwn: false },
      facts: { subscribers: 48_213 },
    });
    expect((await appealmod("community", name)).stdout).toMatch(/48213 subscribers/);
  });

  it("tells all that is wrong at once, and changes nothing then", async () => {
    const { appealmod } = await anInstallation();
    const { code, stderr } = await appealmod(
      "community",
      "PineLakeHikers",
      "set",
      "language=fr",
      "reminderCap=60",
      "treatmentFraction=0,5",
      "reminderCup=1",
      "otherBots=a b",
      "updateCutoffDays",
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/reminderCap=60 cannot be used: .*50.* the most reminders per appeal/);
    expect(stderr).toMatch(/treatmentFraction=0,5 cannot be used: this is no number; .*0\.5/);
    expect(stderr).toContain('There is no setting "reminderCup". Did you mean reminderCap?');
    expect(stderr).toContain('"a b" cannot be a redditor\'s name');
    expect(stderr).toContain('"updateCutoffDays" is not understood: write key=value');
    const { stdout } = await appealmod("community", "PineLakeHikers", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ ownSettings: {}, settings: { language: "en" } });
  });
});

describe("a community's account", () => {
  const accounts = [
    {
      reddit_username: "BirdCallsBot",
      reddit_password: "second-bot-password",
      client_id: "second-app",
      client_secret: "second-app-secret",
      user_agent: "agent",
      subreddits: ["BirdCalls"],
    },
  ];
  const settings = {
    APPEALMOD_REDDIT_USERNAME: "AppealModBot",
    APPEALMOD_ACCOUNTS: JSON.stringify(accounts),
  };

  it("is one of those in the settings, and the first one without a word", async () => {
    const { appealmod, database } = await anInstallation(settings);
    const name = "PineLakeHikers";
    const before = await appealmod("community", name);
    expect(before.stdout).toContain("Account: u/AppealModBot, the first account");
    const set = await appealmod(
      "community",
      name,
      "set",
      "account=u/birdcallsbot",
      "reminderCap=2",
    );
    expect(set).toMatchObject({ code: 0, stderr: "" });
    expect(set.stdout).toContain("Account: u/BirdCallsBot\n");
    expect(set.stdout).toMatch(/^reminderCap +2 +own/m);
    expect((await appealmod("communities")).stdout).toMatch(
      /r\/PineLakeHikers +not served +u\/birdcallsbot/,
    );
    // The bot is asked to see whether that account may work there.
    const { rows } = await database.pool.query("select key from graphile_worker.jobs");
    expect(rows).toEqual([{ key: "refresh-subreddit:pinelakehikers" }]);
    await appealmod("community", name, "set", "account=");
    const { stdout } = await appealmod("community", name, "--json");
    expect(JSON.parse(stdout)).toMatchObject({ account: null, ownSettings: { reminderCap: 2 } });
  });

  it("is refused where no setting describes it, and nothing is changed then", async () => {
    const { appealmod } = await anInstallation(settings);
    const refused = await appealmod(
      "community",
      "PineLakeHikers",
      "set",
      "account=LostBot",
      "reminderCap=2",
    );
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("but u/AppealModBot, u/BirdCallsBot");
    expect(JSON.parse((await appealmod("communities", "--json")).stdout)).toEqual([]);
  });

  it("comes back with the bot's next start where the settings assign another one", async () => {
    const { appealmod, database } = await anInstallation(settings);
    expect((await appealmod("communities")).stdout).toMatch(
      /r\/BirdCalls +with the bot's next start +u\/BirdCallsBot/,
    );
    const { stderr } = await appealmod("community", "BirdCalls", "set", "account=AppealModBot");
    expect(stderr).toMatch(/setting accounts still assigns r\/BirdCalls to u\/BirdCallsBot/);
    await assignAccount(database, "BirdCalls", "LostBot");
    expect((await appealmod("community", "BirdCalls")).stdout).toContain(
      "Account: u/lostbot, which is none of the accounts in the settings",
    );
    expect((await appealmod("leave", "BirdCalls")).stderr).toContain("The setting accounts still");
  });
});

const ownQuestions = `id: hikers
version: 3
questions:
  - id: why_banned
    kind: long
    label: { en: What happened at the lake?, de: Was war am See los? }
  - id: boots
    kind: one-of
    label: Which boots?
    options:
      - { value: red, label: Red ones }
      - { value: blue, label: { en: Blue ones, de: Blaue } }
`;

describe("questions", () => {
  it("are taken from a file, shown in the community's language, and given up again", async () => {
    const { appealmod } = await anInstallation();
    await appealmod("community", "PineLakeHikers", "set", "language=de");
    const set = await appealmod(
      "questions",
      "r/PineLakeHikers",
      "set",
      await aFile("own.yaml", ownQuestions),
    );
    expect(set).toMatchObject({ code: 0, stderr: "" });
    const { stdout } = await appealmod("questions", "pinelakehikers");
    expect(stdout).toContain("its own questions: hikers, version 3");
    expect(stdout).toContain("1. Was war am See los?\n   why_banned: long, required");
    expect(stdout).toContain("- blue: Blaue");

    const json = (await appealmod("questions", "PineLakeHikers", "--json")).stdout;
    await appealmod("questions", "Elsewhere", "set", await aFile("copy.yaml", json));
    expect((await appealmod("questions", "Elsewhere", "show", "--json")).stdout).toBe(json);

    await appealmod("questions", "PineLakeHikers", "reset");
    const after = await appealmod("questions", "PineLakeHikers", "--json");
    expect(JSON.parse(after.stdout)).toMatchObject({ id: "default" });
  });

  it("are refused with file and line", async () => {
    const { appealmod } = await anInstallation();
    const path = await aFile("wrong.yaml", ownQuestions.replace("kind: long", "kind: lang"));
    const { code, stderr } = await appealmod("questions", "PineLakeHikers", "set", path);
    expect(stderr).toContain(`${path}:5`);
    expect(code).toBe(2);
    const missing = await appealmod("questions", "PineLakeHikers", "set", `${path}.not`);
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.stderr).toContain("there is no such file");
    expect(JSON.parse((await appealmod("communities", "--json")).stdout)).toEqual([]);
  });
});

describe("texts", () => {
  it("are set one by one, the others as in the defaults, and given up again", async () => {
    const { appealmod } = await anInstallation();
    const path = await aFile("own.yaml", "final: |-\n  Danke, u/{{username}}!\n");
    const set = await appealmod("texts", "PineLakeHikers", "de", "set", path);
    expect(set).toMatchObject({ code: 0 });
    expect(set.stderr).toContain("community PineLakeHikers set language=de");
    const { stdout } = await appealmod("texts", "PineLakeHikers", "de");
    expect(stdout).toContain("final (own)\n\n  Danke, u/{{username}}!");
    expect(stdout).toContain("invite (as in conf/texts/de.yaml)\n\n  Hallo");
    expect((await appealmod("community", "PineLakeHikers")).stdout).toContain("also in de");
    await appealmod("texts", "PineLakeHikers", "de", "reset");
    const after = await appealmod("texts", "PineLakeHikers", "de", "show");
    expect(after.stdout).toContain("final (as in conf/texts/de.yaml)");
  });

  it("are refused with the line and the placeholder that is missing or unknown", async () => {
    const { appealmod } = await anInstallation();
    const path = await aFile("own.yaml", "final: Bye\ninvite: Fill in {{form}}, please.\n");
    const { code, stderr } = await appealmod("texts", "PineLakeHikers", "en", "set", path);
    expect(stderr).toMatch(/own\.yaml:2 invite: \{\{form_link\}\} is missing/);
    expect(stderr).toMatch(/\{\{form\}\} does not exist here/);
    expect(code).toBe(2);
    const empty = await appealmod(
      "texts",
      "PineLakeHikers",
      "en",
      "set",
      await aFile("empty.yaml", "{}"),
    );
    expect(empty).toMatchObject({ code: 2 });
  });

  it("hold the community's rules for appealing again, which are for the site", async () => {
    const { appealmod, database } = await anInstallation();
    const path = await aFile(
      "own.yaml",
      "appeal_again: |-\n  r/{{subreddit}} looks again\n  after 90 days. <b>Not</b> sooner.\n",
    );
    const set = await appealmod("texts", "PineLakeHikers", "de", "set", path);
    expect(set).toMatchObject({ code: 0, stderr: "" });
    expect(set.stdout).toContain("texts of its own in de: appeal_again");
    const { stdout } = await appealmod("texts", "PineLakeHikers", "de");
    expect(stdout).toContain(
      "appeal_again (own)\n\n  r/{{subreddit}} looks again\n  after 90 days. <b>Not</b> sooner.",
    );
    expect((await appealmod("texts", "PineLakeHikers", "en")).stdout).not.toContain("(own)");
    const json = JSON.parse((await appealmod("texts", "PineLakeHikers", "de", "--json")).stdout);
    expect(json.appeal_again).toContain("after 90 days");
    expect((await findCommunity(database, "pinelakehikers"))?.texts.de).toEqual({
      appeal_again: json.appeal_again,
    });
    await appealmod("community", "PineLakeHikers", "set", "language=de");
    expect((await appealmod("community", "PineLakeHikers")).stdout).toContain(
      "Texts: de own: appeal_again; the others as in conf/texts/de.yaml",
    );
    await appealmod("texts", "PineLakeHikers", "de", "reset");
    const after = await appealmod("texts", "PineLakeHikers", "de", "--json");
    expect(JSON.parse(after.stdout)).not.toHaveProperty("appeal_again");
  });

  it("refuse rules for appealing again that are too long or name what is not known there", async () => {
    const { appealmod } = await anInstallation();
    const refused = async (text: string) =>
      appealmod("texts", "PineLakeHikers", "en", "set", await aFile("own.yaml", text));
    const long = await refused(`final: Bye\nappeal_again: ${"x".repeat(2001)}\n`);
    expect(long).toMatchObject({ code: 2 });
    expect(long.stderr).toMatch(/own\.yaml:2 appeal_again: the text is over 2000 characters/);
    const odd = await refused("appeal_again: After {{cutoff_days}} days.\n");
    expect(odd.stderr).toMatch(/own\.yaml:1 appeal_again: \{\{cutoff_days\}\} does not exist here/);
    expect(odd.stderr).toContain("allowed: {{username}}, {{subreddit}}");
    const json = (await appealmod("community", "PineLakeHikers", "--json")).stdout;
    expect(JSON.parse(json)).toMatchObject({ ownTexts: {} });
  });
});
