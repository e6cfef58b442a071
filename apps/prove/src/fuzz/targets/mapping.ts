import { arbitraryAnswer, questions, readRandomAnswer } from "@appealmod/reddit/testing";
import fc from "fast-check";
import { eachCase } from "../each-case.ts";
import type { Target } from "../target.ts";

const anyAnswer = fc.oneof(
  ...questions.map((question) => arbitraryAnswer(question).map((json) => ({ question, json }))),
);

/** Random answers through schemas and mapping: each is read, or refused with an error that says why. */
export const fuzzMapping: Target = (asked) =>
  eachCase(
    asked,
    anyAnswer,
    async ({ question, json }) => `${question} ${await readRandomAnswer(question, json)}`,
  );
