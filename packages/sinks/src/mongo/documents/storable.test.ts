import { expect, test } from "vitest";
import { storable } from "./storable.ts";

test("null bytes and halves of characters are replaced, right-to-left marks and emoji stay", () => {
  expect(storable("a\0b \uD83D \u202Eevil 😀")).toBe("a\uFFFDb \uFFFD \u202Eevil 😀");
});

test("keys that MongoDB would read as operators or paths lose that meaning", () => {
  expect(storable({ $set: 1, "a.b": { $where: "x" }, "c\0": 2 })).toEqual({
    "＄set": 1,
    "a．b": { "＄where": "x" },
    "c\uFFFD": 2,
  });
});

test("research text is never cut, an event's text is", () => {
  const long = "x".repeat(40_000);
  expect(storable(long)).toHaveLength(40_000);
  expect(storable(long, 100)).toBe(`${"x".repeat(100)}… (40000 characters)`);
});

test("dates stay dates, and an invalid one becomes null", () => {
  const date = new Date();
  expect(storable([date, new Date(Number.NaN)])).toEqual([date, null]);
});

test("what has no form in JSON is written in words", () => {
  const circle: Record<string, unknown> = { n: 10n, nan: Number.NaN, f: () => 1, u: undefined };
  circle.self = circle;
  Object.defineProperty(circle, "bad", {
    enumerable: true,
    get() {
      throw new Error("no");
    },
  });
  expect(storable(circle)).toEqual({
    n: "10",
    nan: "NaN",
    self: "[circular]",
    bad: "[unreadable]",
  });
});

test("an error keeps its name, message, stack, code and cause", () => {
  const error = new TypeError("outer", {
    cause: Object.assign(new Error("inner"), { code: "E1" }),
  });
  expect(storable(error)).toMatchObject({
    name: "TypeError",
    message: "outer",
    stack: expect.stringContaining("storable.test"),
    cause: { message: "inner", code: "E1" },
  });
});

test("nesting ends somewhere", () => {
  let nested: unknown = "bottom";
  for (let depth = 0; depth < 200; depth += 1) nested = { nested };
  expect(JSON.stringify(storable(nested))).toContain("[too deep]");
});
