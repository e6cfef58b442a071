import { type Question, questionSchema } from "@appealmod/core";
import { expect, test } from "vitest";
import { gentleWarnings } from "./gentle-warnings.ts";

const long: Question = questionSchema.parse({ id: "why", kind: "long", label: "Why?" });
const warningFor = (answer: string) => gentleWarnings([long], { why: answer }).get("why") ?? null;

test.each([
  ["...", "empty"],
  ["x", "empty"],
  ["aaaaaaaaaaaa", "empty"],
  ["?!?!?! 123", "empty"],
  ["I WILL NEVER DO THIS AGAIN", "shouting"],
  ["Я БОЛЬШЕ ТАК НЕ БУДУ ДЕЛАТЬ", "shouting"],
])("%s: %s", (answer, warning) => {
  expect(warningFor(answer)).toBe(warning);
});

test.each([
  "I posted my own shop.",
  "I did read RULE 4 and the FAQ.",
  "対不起，我错了",
  "ごめんなさい",
  "لن أفعل ذلك مرة أخرى",
  "NO IDEA",
  "idk",
  "No.",
])("nothing to say about: %s", (answer) => {
  expect(warningFor(answer)).toBeNull();
});

test("only longer written answers are looked at", () => {
  const short = questionSchema.parse({ id: "why", kind: "short", label: "Why?" });
  expect(gentleWarnings([short], { why: "..." }).size).toBe(0);
});
