import { enabledQuestions, questionSetSchema } from "@appealmod/core";
import { expect, test } from "vitest";
import { conditionalStyle } from "./conditional-style.ts";

const options = ["a", "b"].map((value) => ({ value, label: value }));
const questions = enabledQuestions(
  questionSetSchema.parse({
    id: "style",
    version: 1,
    questions: [
      { id: "why", kind: "one-of", label: "Why?", options },
      { id: "sure", kind: "yes-no", label: "Sure?", onlyIf: { question: "why", isOneOf: ["a"] } },
      { id: "how", kind: "short", label: "How?", onlyIf: { question: "sure", isOneOf: ["yes"] } },
    ],
  }),
);

test("shows a question only while everything that it depends on is chosen, and counts it then", () => {
  const style = conditionalStyle(questions);
  const chosen =
    '#appeal-form:has([name="why"][value="a"]:checked):has([name="sure"][value="yes"]:checked)';
  expect(style).toContain("#field-how,#other-how{display:none}");
  expect(style).toContain(`${chosen} #field-how,${chosen} #other-how{display:block}`);
  expect(style).toContain(`${chosen}{--asks-how:1}`);
  expect(style).toContain("total calc(1 + var(--asks-sure,0) + var(--asks-how,0))");
  expect(style.startsWith("#appeal-form{counter-reset:question answered total 3}")).toBe(true);
});
