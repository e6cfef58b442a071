import fc from "fast-check";
import { expect, test } from "vitest";
import { faultKinds } from "../../src/prove/faults/fault-plan.ts";
import { type Case, shrink, smallest } from "../../src/prove/shrink/shrink.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

async function shrunk(options: {
  readonly stories: number;
  readonly suspects: readonly number[];
  readonly fails: (candidate: Case<number, string>) => boolean;
  readonly most?: number;
}) {
  let runs = 0;
  const found = await shrink<number, string>({
    from: { stories: numbers(options.stories), faults: faultKinds },
    suspects: options.suspects,
    async fails(candidate) {
      runs += 1;
      return runs <= (options.most ?? Number.POSITIVE_INFINITY) && options.fails(candidate);
    },
  });
  return { found, runs };
}

test("a story that fails alone under one kind of fault is found in a few runs", async () => {
  const { found, runs } = await shrunk({
    stories: 1000,
    suspects: [17, 400],
    fails: ({ stories, faults }) => stories.includes(17) && faults.includes("hang"),
  });
  expect(found).toEqual({ stories: [17], faults: ["hang"] });
  expect(runs).toBeLessThan(12);
});

test("two stories that fail only together are found among many", async () => {
  const { found, runs } = await shrunk({
    stories: 1000,
    suspects: [400],
    fails: ({ stories }) => stories.includes(17) && stories.includes(400),
  });
  expect(found).toEqual({ stories: [17, 400], faults: [] });
  expect(runs).toBeLessThan(120);
});

test("what fails without any fault is told without any", async () => {
  const { found } = await shrunk({ stories: 8, suspects: [3], fails: () => true });
  expect(found).toEqual({ stories: [3], faults: [] });
});

test("what never fails again is not made smaller", async () => {
  const { found } = await shrunk({ stories: 8, suspects: [3], fails: () => false });
  expect(found).toBeNull();
});

test("when time is up, the smallest that failed so far stands", async () => {
  const { found } = await shrunk({
    stories: 64,
    suspects: [],
    most: 4,
    fails: ({ stories }) => stories.includes(1) && stories.includes(2),
  });
  expect(found).toEqual({ stories: numbers(4), faults: faultKinds });
});

test("the smallest part that still fails is one of which nothing can be left out", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }).chain((count) =>
        fc.record({
          items: fc.constant(numbers(count)),
          guilty: fc.subarray(numbers(count), { minLength: 1 }),
        }),
      ),
      async ({ items, guilty }) => {
        const fails = async (some: readonly number[]) => guilty.every((one) => some.includes(one));
        expect(await smallest(items, fails)).toEqual(guilty);
      },
    ),
  );
});
