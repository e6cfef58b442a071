import fc from "fast-check";
import { expect, test } from "vitest";
import { hideSmallCells } from "./hide-small-cells.ts";

test("what is below 5 is hidden, and the total by which it could be worked out", () => {
  expect(hideSmallCells({ a: 10, b: 20 })).toEqual({ total: 30, parts: { a: 10, b: 20 } });
  expect(hideSmallCells({ a: 3, b: 9, c: 30 })).toEqual({
    total: "hidden",
    parts: { a: "<5", b: 9, c: 30 },
  });
  expect(hideSmallCells({ a: 0, b: 5 })).toEqual({ total: "hidden", parts: { a: "<5", b: 5 } });
  expect(hideSmallCells({})).toEqual({ total: "<5", parts: {} });
});

test("whoever knows the rule can still think of every number below 5", () => {
  const count = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 2 }), count, { maxKeys: 5 }), (counts) => {
      const published = hideSmallCells(counts);
      for (const [name, cell] of Object.entries(published.parts))
        if (cell === "<5")
          for (const other of [0, 1, 2, 3, 4])
            expect(hideSmallCells({ ...counts, [name]: other })).toEqual(published);
    }),
  );
});
