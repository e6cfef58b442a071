import { expect, test } from "vitest";
import { moderatorStanding, type SubredditModerator } from "../src/index.ts";

const standing = (...moderators: SubredditModerator[]) =>
  moderatorStanding(
    { name: "PineLakeHikers", description: "", subscribers: 1, rules: [], moderators },
    "AppealModBot",
  );
const bot = (...permissions: string[]) => ({ id: null, name: "appealmodbot", permissions });
const ranger = { id: "t2_olive", name: "RangerOlive", permissions: ["all"] };

test("an account may do its work with both permissions, with all, and where none are named", () => {
  for (const own of [bot("mail", "access", "wiki"), bot("all"), bot()])
    expect(standing(ranger, own)).toEqual({ verdict: "complete", permissions: own.permissions });
});

test("what an account lacks is named", () => {
  expect(standing(ranger, bot("mail"))).toMatchObject({ verdict: "lacking", missing: ["access"] });
  expect(standing(bot("wiki"))).toMatchObject({ missing: ["access", "mail"] });
  expect(standing(ranger)).toEqual({ verdict: "no-moderator" });
});

test("a list of nobody tells nothing", () => {
  expect(standing()).toEqual({ verdict: "unknown" });
});
