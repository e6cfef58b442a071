import { describe, expect, it } from "vitest";
import { type Action, actionKey, evolveAppeal } from "../src/index.ts";
import { anAppeal, minutesAfter, noon } from "../src/testing/index.ts";

const at = minutesAfter(noon, 5);
const invite: Action = { kind: "send", key: actionKey.invite, scope: "appeal", text: "invite" };
const reminder: Action = { ...invite, key: actionKey.reminder("m3"), text: "reminder" };
const unarchive: Action = { kind: "unarchive", key: actionKey.unarchive, scope: "appeal" };
const archive: Action = { kind: "archive", key: actionKey.archiveInvite, scope: "appeal" };
const close: Action = { kind: "close-appeal", key: actionKey.close, outcome: "granted" };

describe("an appeal", () => {
  it("is invited by the invite, in whichever conversation, and by nothing else", () => {
    expect(evolveAppeal(anAppeal(), invite, at)).toMatchObject({
      state: "invited",
      lastChangedAt: at,
    });
    const repeated = { ...invite, key: actionKey.repeatInvite("c2") };
    expect(evolveAppeal(anAppeal(), repeated, at).state).toBe("invited");
    expect(evolveAppeal(anAppeal(), reminder, at)).toMatchObject({
      state: "new",
      lastChangedAt: at,
    });
    expect(evolveAppeal(anAppeal({ state: "forwarded" }), invite, at).state).toBe("forwarded");
  });

  it("is forwarded by the unarchiving, which comes last", () => {
    const final: Action = { ...invite, key: actionKey.final, text: "final" };
    const note: Action = {
      kind: "note",
      key: actionKey.answers(1),
      scope: "appeal",
      note: "answers",
      part: 1,
    };
    const invited = anAppeal({ state: "invited" });
    const told = evolveAppeal(evolveAppeal(invited, final, at), note, at);
    expect(told).toEqual({ ...invited, lastChangedAt: at });
    expect(evolveAppeal(told, unarchive, at).state).toBe("forwarded");
  });

  it("is not changed by being archived, and keeps no second closing", () => {
    const invited = anAppeal({ state: "invited" });
    expect(evolveAppeal(invited, archive, at)).toEqual(invited);
    const closed = evolveAppeal(invited, close, at);
    expect(closed).toMatchObject({ state: "closed", outcome: "granted", closedAt: at });
    const later = minutesAfter(at, 1);
    expect(evolveAppeal(closed, { ...close, outcome: "none" }, later)).toEqual(closed);
  });

  it("stays closed when an effect is found settled late", () => {
    const closed = evolveAppeal(anAppeal({ state: "invited" }), close, at);
    for (const action of [invite, reminder, unarchive])
      expect(evolveAppeal(closed, action, minutesAfter(at, 9))).toEqual(closed);
  });
});
