import { expect, test } from "vitest";
import { toAccountId } from "../src/mapping/to-account-id.ts";

test.each([
  [Number.parseInt("4kf2z", 36), "t2_4kf2z"],
  // Above 2^31, as newer accounts have it.
  [Number.parseInt("75u2lqkb", 36), "t2_75u2lqkb"],
  [String(Number.parseInt("4kf2z", 36)), "t2_4kf2z"],
  ["t2_75u2lqkb", "t2_75u2lqkb"],
])("reads an account's id as modmail writes it (%s)", (written, id) => {
  expect(toAccountId(written)).toBe(id);
});

test.each(["", null, undefined, 0, -3, 1.5, Number.NaN, "t2_", "T5_x!", "somebody"])(
  "knows what is no id (%s)",
  (written) => {
    expect(toAccountId(written)).toBeNull();
  },
);
