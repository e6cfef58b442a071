import { expect, it } from "vitest";
import { decisionNote } from "../src/index.ts";
import { aDecision, daysAfter, noon } from "../src/testing/index.ts";

it("names the moderator, what was decided and why, in the community's language", () => {
  const decision = aDecision({
    decidedBy: "trail_warden",
    secondedBy: "other_warden",
    rule: "No picking",
    reason: "They understood.",
    categories: ["understood"],
    probation: { until: daysAfter(noon, 30), conditions: "No flowers." },
  });
  expect(
    decisionNote(decision, "en"),
  ).toBe(`u/trail_warden decided on the appeals site: the ban is lifted.

u/other_warden agreed.

**Rule:** No picking

**Why:**

> They understood.

**Categories:** understood

**On probation until:** 2026-03-31

**Conditions:**

> No flowers.`);
  const again = daysAfter(noon, 90);
  const kept = aDecision({ kind: "keep", reason: "", mayAppealAgainAt: again });
  expect(
    decisionNote(kept, "de-AT"),
  ).toBe(`u/trail_warden hat auf der Einspruchsseite entschieden: Die Sperre bleibt bestehen.

**Neuer Einspruch möglich ab:** 2026-05-30`);
});

it("shows what was written as plain text, and fits into one message", () => {
  const rule = "# [Rule](https://example.com)\n**2**";
  const note = decisionNote(aDecision({ rule, reason: "*a* u/you\n".repeat(3000) }), "en");
  expect(note).toContain("\\# \\[Rule\\]");
  expect(note).toContain("> \\*a\\* u\\/you");
  expect(note.length).toBeLessThan(10_000);
});
