import fc from "fast-check";
import { eachCase } from "../../src/fuzz/each-case.ts";
import type { Target } from "../../src/fuzz/target.ts";
import { work } from "../../src/fuzz/work.ts";

/** Crashes for every number from 1000 on. */
const crashing: Target = (asked) =>
  eachCase(asked, fc.nat(1_000_000), (value) => {
    if (value >= 1000) throw new Error("too much");
    return "fine";
  });

const hanging: Target = (asked) =>
  eachCase(asked, fc.nat(1_000_000), (value) => {
    while (value >= 1000);
    return "fine";
  });

const forgetful: Target = (asked) =>
  eachCase(asked, fc.nat(9), (value) => {
    if (value === 7) void Promise.reject(new Error("nobody hears this"));
    return "fine";
  });

await work({ policy: crashing, mapping: hanging, adapter: forgetful, markdown: crashing });
