import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { requireBotAccounts } from "./bot-accounts.ts";
import { ConfigError } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";
import { readYamlFile } from "./yaml-file.ts";

let rootDir: string;
beforeEach(() => {
  rootDir = mkdtempSync(join(tmpdir(), "appealmod-config-"));
  mkdirSync(join(rootDir, "conf"));
  mkdirSync(join(rootDir, "certs"));
});
afterEach(() => rmSync(rootDir, { recursive: true }));

const write = (path: string, text: string | Uint8Array) => writeFileSync(join(rootDir, path), text);
const load = (env: Record<string, string> = {}) => loadConfig({ env, rootDir });

function problemsOf(attempt: () => unknown): readonly string[] {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error("the settings were accepted");
}

const account = (password: string) => `client_id: abc
reddit_password: ${password}
user_agent: linux:appealmod:1.0 (by /u/somebody)
`;

describe("a secret that YAML cuts or changes is refused with its line and the cure", () => {
  test.each([
    ["&hunter2", "an anchor and nothing else"],
    ["&hunter2 battery", "an anchor in front"],
    ["hunter2 #battery", "a comment at its end"],
    ["hunter2 # battery", "a comment at its end, after a blank"],
    ["#hunter2", "nothing but a comment"],
    ["*hunter2", "an alias"],
    ["!hunter2", "a tag"],
    ["!hunter2 battery", "a tag in front"],
    ["! hunter2", "a tag without a name"],
    ["!!str hunter2", "a tag of YAML's own"],
    ["@hunter2", "a sign that YAML keeps to itself"],
    ["`hunter2", "the other sign that YAML keeps to itself"],
    ["%hunter2", "a percent sign"],
    ["hunter2: battery", "a colon in it"],
    ["hunter2:", "a colon at its end"],
    ["{hunter2}", "braces"],
    ["[hunter2]", "brackets"],
    ["{hunter2", "an open brace"],
    ['"hunter2"battery', "text after the quote"],
    ['"hunter2', "an open quote"],
    ['"hunter2\\d"', "a backslash"],
    ["|hunter2", "the sign for text of several lines"],
    [">hunter2", "the other sign for text of several lines"],
    ["- hunter2", "a dash"],
    ["? hunter2", "a question mark"],
    ["hunter2\n  battery", "a line end"],
    ["|\n  hunter2", "a line end of a block"],
    ["“hunter2”", "quotes from a word processor"],
    ["0123456789", "digits"],
    ["0x1F", "a hexadecimal number"],
    ["1e10", "a power of ten"],
    [".inf", "an endless number"],
    ["true", "a yes or no"],
    ["False", "a yes or no in capitals"],
  ])("%j: %s", (password) => {
    write("certs/config.yaml", account(password));
    const problems = problemsOf(load);
    const told = problems.join("\n");
    expect(told).toMatch(/certs\/config\.yaml:[234]\b/);
    expect(told).toContain("quotes");
    for (const part of ["hunter2", "battery", "0123456789", "0x1F", "1e10"])
      expect(told).not.toContain(part);
  });

  test("as the password of a further account, and in the environment as well", () => {
    const accounts = (password: string) => `accounts:
  - reddit_username: SecondBot
    reddit_password: ${password}
    client_id: second
    client_secret: second-secret
    user_agent: linux:appealmod:1.0 (by /u/somebody)
`;
    for (const password of ["&hunter2", "hunter2 #battery", "@hunter2", "! hunter2"]) {
      write("certs/config.yaml", accounts(password));
      const inFile = problemsOf(load).join("\n");
      expect(inFile).toMatch(/certs\/config\.yaml:3\b.*quotes/);
      rmSync(join(rootDir, "certs/config.yaml"));
      const APPEALMOD_ACCOUNTS = accounts(password).replace("accounts:\n", "");
      const inEnvironment = problemsOf(() => load({ APPEALMOD_ACCOUNTS })).join("\n");
      expect(inEnvironment).toMatch(/APPEALMOD_ACCOUNTS.*line 2\b.*quotes/);
      expect(inFile + inEnvironment).not.toMatch(/hunter2|battery/);
    }
  });

  test("is taken as it stands in quotes", () => {
    const passwords = ["&a", "a #b", "*a", "!a", "@a", "%a", "a: b", "{a}", "0123", "true", "“a”"];
    for (const password of passwords) {
      write("certs/config.yaml", account(`'${password}'`));
      expect(load().redditPassword).toBe(password);
    }
  });
});

describe("other values that YAML cuts or changes", () => {
  test("text in front of a # that a word follows at once", () => {
    write("conf/appealmod.yaml", "debug: true\nuser_agent: linux:bot:1 (by /u/me) #2\n");
    expect(problemsOf(load)).toEqual([
      expect.stringMatching(/^.*conf\/appealmod\.yaml:2: .*#.*comment.*quotes/),
    ]);
  });

  test("comments that cut nothing stay what they are", () => {
    write(
      "conf/appealmod.yaml",
      `# ours
debug: true #for a week
web_url: https://appeals.example # where people reach us
log_days: 3 # days
subreddits: # those that asked
  - Foo # the first
admins: [] # nobody
`,
    );
    write("certs/config.yaml", "reddit_password: # comes from the environment\n");
    expect(load()).toMatchObject({ debug: true, logDays: 3, subreddits: ["Foo"] });
  });

  test("an anchor that something refers to is meant", () => {
    write(
      "certs/config.yaml",
      `user_agent: &agent "linux:appealmod:1.0 (by /u/somebody)"
reddit_username: FirstBot
reddit_password: first-password
client_id: first
client_secret: first-secret
accounts:
  - reddit_username: SecondBot
    reddit_password: second-password
    client_id: second
    client_secret: second-secret
    user_agent: *agent
`,
    );
    const agents = requireBotAccounts(load()).map(({ userAgent }) => userAgent);
    expect(new Set(agents)).toEqual(new Set(["linux:appealmod:1.0 (by /u/somebody)"]));
  });

  test.each([
    ["a tab in front of a key", "debug: true\n\tlog_days: 3\n", /:2: .*tab/],
    ["a key twice", "log_days: 3\nlog_days: 4\n", /:2: .*twice/],
    ["no blank after the colon", "debug: true\nlog_days:3\nlog_level: info\n", /:2: .*colon/],
    ["no blank after the only colon", "log_days:3\n", /blank after the colon/],
    ["two documents", "debug: true\n---\nlog_days: 3\n", /:2: .*---/],
    ["a line without a colon", "debug: true\nlog_days 3\n", /:2: .*colon/],
  ])("%s", (_, text, told) => {
    write("conf/appealmod.yaml", text);
    expect(problemsOf(load).join("\n")).toMatch(told);
  });

  test("a quote or bracket that nobody closed is told where it was opened", () => {
    for (const [password, told] of [
      ["'hunter2", /:2: a quote/],
      ['"hunter2', /:2: a quote/],
      ["{hunter2", /:2: .*\{ or \[ needs quotes/],
      ["[hunter2", /:2: .*\{ or \[ needs quotes/],
    ] as const) {
      write("certs/config.yaml", account(password));
      expect(problemsOf(load)[0]).toMatch(told);
    }
  });

  test("letters that are not UTF-8", () => {
    const latin1 = Buffer.from('reddit_password: "p\u00e4ss"\n', "latin1");
    write("certs/config.yaml", latin1);
    expect(problemsOf(load)).toEqual([expect.stringMatching(/certs\/config\.yaml.*UTF-8/)]);
    const utf16 = Buffer.from("\ufeffdebug: true\n", "utf16le");
    write("certs/config.yaml", utf16);
    expect(problemsOf(load)).toEqual([expect.stringMatching(/certs\/config\.yaml.*UTF-8/)]);
    write("certs/config.yaml", "\ufeffdebug: true\r\nlog_days: 3\r\n");
    expect(load()).toMatchObject({ debug: true, logDays: 3 });
  });

  test("a folder in the place of the file, as Docker makes it", () => {
    mkdirSync(join(rootDir, "certs/config.yaml"));
    expect(problemsOf(load)).toEqual([expect.stringMatching(/certs\/config\.yaml.*is a folder/)]);
  });

  test("a file whose name ends otherwise is not passed over in silence", () => {
    write("certs/config.yml", "debug: true\n");
    expect(problemsOf(load)).toEqual([
      expect.stringMatching(/certs\/config\.yml .*name it certs\/config\.yaml/),
    ]);
    write("certs/config.yaml", "debug: true\n");
    expect(load().debug).toBe(true);
  });
});

describe("names that YAML takes for something else", () => {
  test("each is told with its line, and in which quotes it goes", () => {
    const names = ["1984", "4chan", "no", "null", "1e3", "0x10", "2024-01-01", "true", "~"];
    const list = names.map((name) => `  - ${name}\n`).join("");
    write("conf/appealmod.yaml", `subreddits:\n${list}`);
    expect(problemsOf(load)).toEqual([
      expect.stringMatching(/^subreddits\[0\] \(conf\/appealmod\.yaml:2\) .*quotes: "1984"$/),
      expect.stringMatching(/^subreddits\[3\] \(conf\/appealmod\.yaml:5\) .*quotes: "null"$/),
      expect.stringMatching(/^subreddits\[4\] \(conf\/appealmod\.yaml:6\) .*quotes: "1e3"$/),
      expect.stringMatching(/^subreddits\[5\] \(conf\/appealmod\.yaml:7\) .*quotes: "0x10"$/),
      expect.stringMatching(/^subreddits\[6\] \(conf\/appealmod\.yaml:8\) is text: "2024-01-01"/),
      expect.stringMatching(/^subreddits\[7\] \(conf\/appealmod\.yaml:9\) .*quotes: "true"$/),
      expect.stringMatching(/^subreddits\[8\] \(conf\/appealmod\.yaml:10\) /),
    ]);
  });

  test("on one line as well, and alone", () => {
    write("conf/appealmod.yaml", "debug: true\nsubreddits: [1984, 4chan, no]\nadmins: 1984\n");
    expect(problemsOf(load)).toEqual([
      expect.stringMatching(/^subreddits\[0\] \(conf\/appealmod\.yaml:2\) .*quotes: "1984"$/),
      expect.stringMatching(/^admins \(conf\/appealmod\.yaml:3\) is a number.*quotes/),
    ]);
    write("conf/appealmod.yaml", 'subreddits: ["1984", 4chan, no]\nadmins: "1984"\n');
    expect(load()).toMatchObject({ subreddits: ["1984", "4chan", "no"], admins: ["1984"] });
  });

  test("as a single name, too", () => {
    write("conf/appealmod.yaml", "reddit_username: 1e3\nclient_id: 0123\n");
    expect(problemsOf(load)).toEqual([
      expect.stringMatching(/^reddit_username \(.*:1\) is a number.*quotes: "1e3"$/),
      expect.stringMatching(/^client_id \(.*:2\) is a number.*quotes: "0123"$/),
    ]);
  });

  test.each(["no", "none", "off", "all", "yes", "true"])(
    "the lone word %s is no name: nobody knows what was meant",
    (word) => {
      expect(problemsOf(() => load({ APPEALMOD_SUBREDDITS: word }))).toEqual([
        expect.stringMatching(/APPEALMOD_SUBREDDITS .*leave it out.*r\/\w+/),
      ]);
      write("conf/appealmod.yaml", `admins: ${word}\n`);
      expect(problemsOf(load)).toEqual([expect.stringMatching(/^admins /)]);
      expect(
        load({ APPEALMOD_SETTINGS_FILE: "/dev/null", APPEALMOD_SUBREDDITS: `r/${word}` }),
      ).toMatchObject({ subreddits: [word] });
    },
  );

  test("among the communities of a further account, too", () => {
    write(
      "certs/config.yaml",
      `accounts:
  - reddit_username: 1984
    reddit_password: second-password
    client_id: second
    client_secret: second-secret
    user_agent: linux:appealmod:1.0 (by /u/somebody)
    subreddits: [Foo, 1984, "two words"]
`,
    );
    expect(problemsOf(load)).toEqual([
      expect.stringMatching(/^accounts\[0\]\.reddit_username \(.*:2\) is a number.*quotes/),
      expect.stringMatching(
        /^accounts\[0\]\.subreddits \(.*:7\) is a list that.*entry 2 is a number.*quotes.*entry 3/,
      ),
    ]);
  });

  test("a wrong entry of a list is named, not the list alone", () => {
    write("conf/appealmod.yaml", "subreddits:\n  - Foo\n  - two words\n  - {a: b}\n");
    expect(problemsOf(load)).toEqual([
      expect.stringMatching(/^subreddits\[1\] \(conf\/appealmod\.yaml:3\) is text: "two words"/),
      expect.stringMatching(/^subreddits\[2\] \(conf\/appealmod\.yaml:4\) is a group of keys/),
    ]);
    expect(problemsOf(() => load({ APPEALMOD_SUBREDDITS: "Foo, two words" }))).toContainEqual(
      expect.stringMatching(/^APPEALMOD_SUBREDDITS .*allowed: a list of.*"two words"/),
    );
  });
});

test("questions and texts ask for quotes as well", () => {
  const path = join(rootDir, "questions.yaml");
  const schema = z.object({ label: z.string(), other: z.string().optional() });
  const read = (text: string) => {
    writeFileSync(path, text);
    return () => readYamlFile(path, schema, "questions");
  };
  expect(read("label: 3\n")).toThrow(/questions\.yaml:1 label: .*quotes/);
  expect(read("label: yes or no\nother: true\n")).toThrow(/questions\.yaml:2 other: .*quotes/);
  expect(read("label: Do you know rule #3?\n")).toThrow(/questions\.yaml:1: .*#.*quotes/);
  expect(read("label: |\n  Do you know rule #3?\n")).not.toThrow();
});
