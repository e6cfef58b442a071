import fc from "fast-check";
import { type Question, sampleAnswers } from "./sample-answers.ts";

/** Values that have broken something somewhere before. */
const hostileValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    "",
    "0",
    "[deleted]",
    "__proto__",
    "\0",
    "\ud83c",
    "0001-01-01T00:00:00+00:00",
    "2023-07-11T20:32:11.586000+0000",
    "> \n>>",
    -1,
    0,
    1.5,
    2 ** 53,
    1e308,
    [],
    {},
    [[[[]]]],
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const change = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("replaced" as const, "replaced", "missing", "twice", "under a wrong key"),
  value: hostileValue,
  key: fc.constantFrom("__proto__", "constructor", "id", "", "toString", "length"),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** An answer to one kind of question: proper, proper but for a few places, or any JSON at all. */
export function arbitraryAnswer(question: Question): fc.Arbitrary<unknown> {
  const changed = fc
    .record({
      sample: fc.constantFrom(...sampleAnswers[question]),
      changes: fc.array(change, { maxLength: 4 }),
    })
    .map(({ sample, changes }) => changes.reduce<unknown>(applied, structuredClone(sample)));
  return fc.oneof({ weight: 9, arbitrary: changed }, { weight: 1, arbitrary: fc.jsonValue() });
}

function applied(json: unknown, { at, how, value, key }: Change): unknown {
  const places = placesIn(json);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return value;
  const { holder, name } = place;
  if (how === "missing") {
    if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else delete holder[name];
  } else if (how === "twice" && Array.isArray(holder)) holder.push(structuredClone(holder[0]));
  else if (how === "under a wrong key" && !Array.isArray(holder)) define(holder, key, holder[name]);
  else define(holder, name, structuredClone(value));
  return json;
}

type Holder = Record<string, unknown>;

/** Every value inside, by what holds it. */
function placesIn(json: unknown): { readonly holder: Holder; readonly name: string }[] {
  if (typeof json !== "object" || json === null) return [];
  const holder = json as Holder;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
}

/** As JSON.parse does: a key of its own also where its name is `__proto__`. */
function define(holder: Holder, name: string, value: unknown): void {
  Object.defineProperty(holder, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
