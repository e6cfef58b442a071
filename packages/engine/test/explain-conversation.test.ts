import { describe, expect, it } from "vitest";
import { explainConversation } from "../src/index.ts";
import { aBannedRedditorWrites, openStage, redditFails } from "./stage.ts";

describe("explaining a conversation", () => {
  it("decides as a run does, does nothing of it, and keeps nothing", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    stage.reddit.forgetCalls();
    const explained = await explainConversation({ ...stage.ports, register: stage.register }, id);
    expect(stage.reddit.requests()).toEqual({ readConversation: 1, findBan: 1 });
    expect(stage.store.appeals.size).toBe(0);
    expect(stage.events.events).toEqual([]);
    const processed = await stage.run(id);
    expect(explained?.decision).toMatchObject({ reason: "eligible" });
    expect(explained?.decision.actions.map(({ kind }) => kind)).toEqual([
      "draw-group",
      "open-appeal",
      "send",
      "archive",
    ]);
    expect(processed?.decision.reason).toBe("eligible");
  });

  it("has no explanation for a conversation that is gone, and says when Reddit cannot be asked", async () => {
    const stage = openStage();
    const ports = { ...stage.ports, register: stage.register };
    expect(await explainConversation(ports, "gone")).toBeNull();
    const id = aBannedRedditorWrites(stage);
    stage.reddit.failNext("findBan", redditFails("unreachable"));
    await expect(explainConversation(ports, id)).rejects.toThrow("unreachable");
  });
});
