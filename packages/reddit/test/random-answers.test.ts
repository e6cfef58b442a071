import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryAnswer } from "../src/testing/arbitrary-answer.ts";
import { readRandomAnswer } from "../src/testing/read-random-answer.ts";
import { questions, sampleAnswers } from "../src/testing/sample-answers.ts";

test.each(questions)("a proper answer about %s is read", async (question) => {
  expect(await readRandomAnswer(question, sampleAnswers[question][0])).toBe("read");
});

test.each(questions)(
  "whatever is wrong in an answer about %s, it is read or refused with words",
  async (question) => {
    const ends = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(arbitraryAnswer(question), async (json) => {
        const end = await readRandomAnswer(question, json);
        ends.set(end, (ends.get(end) ?? 0) + 1);
      }),
      { numRuns: 500, seed: 20260301 },
    );
    // Only answers of both sorts show that the line between them was looked at.
    expect(ends.get("read")).toBeGreaterThan(20);
    expect(ends.get("refused")).toBeGreaterThan(20);
  },
);
