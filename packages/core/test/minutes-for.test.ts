import { expect, it } from "vitest";
import { minutesFor, questionSetSchema } from "../src/index.ts";

const options = ["a", "b", "none"].map((value) => ({ value, label: value }));
const set = (...questions: readonly object[]) =>
  questionSetSchema.parse({ id: "minutes", version: 1, questions });
const long = (id: string, more: object = {}) => ({ id, kind: "long", label: id, ...more });

it("tells at least one minute, whole ones below five, and fives from there on", () => {
  expect(minutesFor(set({ id: "sure", kind: "yes-no", label: "Sure?" }))).toBe(1);
  expect(minutesFor(set(long("one"), long("two")))).toBe(3);
  const six = ["q1", "q2", "q3", "q4", "q5", "q6"].map((id) => long(id));
  expect(minutesFor(set(...six))).toBe(10);
});

it("counts the longest way through the questions, and nothing that is off", () => {
  const on = (question: string, value: string) => ({ onlyIf: { question, isOneOf: [value] } });
  const why = { id: "why", kind: "one-of", label: "Why?", options };
  // 0.5 for the choice, then 1.5 in one branch or 3 in the other.
  const branches = [
    long("left", on("why", "a")),
    long("right", on("why", "b")),
    long("right_too", on("why", "b")),
  ];
  expect(minutesFor(set(why, ...branches))).toBe(4);
  expect(minutesFor(set({ ...why, enabled: false }, long("one"), ...branches))).toBe(2);
});
