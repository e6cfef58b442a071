import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Answers,
  answerVersion,
  chooseOtherAnswer,
  type KeptDraft,
  mergeDraft,
  questionSetSchema,
  type SeenDraft,
  seenDraft,
  showedAll,
} from "../src/index.ts";

const questions = questionSetSchema.parse({
  id: "merge",
  version: 1,
  questions: [
    { id: "why", kind: "long", label: "Why?" },
    { id: "when", kind: "short", label: "When?" },
    { id: "again", kind: "yes-no", label: "Again?" },
    {
      id: "birds",
      kind: "several-of",
      label: "Birds?",
      options: [
        { value: "heron", label: "Heron" },
        { value: "duck", label: "Duck" },
      ],
    },
    { id: "off", kind: "long", label: "Off?", enabled: false },
  ],
});
const nothing: KeptDraft = { draft: {}, otherAnswers: {} };
const merge = (kept: KeptDraft, posted: Answers, seen: SeenDraft | null) =>
  mergeDraft(questions, kept, posted, seen);
const draftOf = (draft: Answers): KeptDraft => ({ draft, otherAnswers: {} });

describe("the version of an answer", () => {
  it("is the same before and after cleaning, and another for other words", () => {
    expect(answerVersion(" a\r\nb\u0000 \ud800")).toBe(answerVersion("a\nb\ufffd"));
    expect(answerVersion(["b", "a", ""])).toBe(answerVersion(["a", "b"]));
    expect(answerVersion("a")).toBe(answerVersion(["a"]));
    for (const none of [undefined, "", " \n", []]) expect(answerVersion(none)).toBe("");
    expect(answerVersion("ab")).not.toBe(answerVersion("ba"));
    expect(answerVersion(["ab", "c"])).not.toBe(answerVersion(["a", "bc"]));
  });

  it("tells a hundred thousand texts apart", () => {
    const versions = new Set(
      Array.from({ length: 100_000 }, (_, index) => answerVersion(`I was wrong ${index}`)),
    );
    expect(versions.size).toBe(100_000);
  });
});

describe("a draft and a post", () => {
  const kept = draftOf({ why: "As it was", birds: ["duck"] });
  const seen = seenDraft(kept);

  it("what neither has touched stays, and what was written here is taken", () => {
    expect(merge(kept, kept.draft, seen)).toEqual(kept);
    expect(merge(kept, { why: "Anew", when: "Dawn" }, seen)).toEqual(
      draftOf({ why: "Anew", when: "Dawn" }),
    );
  });

  it("what was written elsewhere stays where this page has not touched it", () => {
    const elsewhere = draftOf({ why: "Elsewhere", when: "Dusk", again: "no", birds: ["heron"] });
    expect(merge(elsewhere, kept.draft, seen)).toEqual(elsewhere);
    expect(merge(elsewhere, { ...kept.draft, when: "Dusk" }, seen)).toEqual(elsewhere);
  });

  it("of two that were written both are kept, the one that comes now in the draft", () => {
    const elsewhere = draftOf({ why: "Elsewhere", again: "no", birds: ["heron"] });
    expect(merge(elsewhere, { why: "Here", again: "yes", birds: ["heron", "duck"] }, seen)).toEqual(
      {
        draft: { why: "Here", again: "yes", birds: ["heron", "duck"] },
        otherAnswers: { why: ["Elsewhere"], again: ["no"], birds: [["heron"]] },
      },
    );
  });

  it("of two texts of which one holds the other, the longer is enough", () => {
    const elsewhere = draftOf({ why: "Elsewhere and far", when: "Dusk" });
    expect(merge(elsewhere, { why: "Elsewhere", when: "At Dusk" }, seen)).toEqual(
      draftOf({ why: "Elsewhere and far", when: "At Dusk" }),
    );
  });

  it("what is deleted is gone, unless it was changed elsewhere", () => {
    expect(merge(kept, {}, seen)).toEqual(nothing);
    expect(merge(draftOf({ why: "Changed" }), {}, seen)).toEqual(draftOf({ why: "Changed" }));
    expect(merge(nothing, kept.draft, seen)).toEqual(nothing);
    expect(merge(nothing, { why: "As it was, and more" }, seen)).toEqual(
      draftOf({ why: "As it was, and more" }),
    );
  });

  it("a page that heard of nothing takes its own words for its own", () => {
    const unheard = { ...seen, answers: { ...seen.answers, why: ["x", answerVersion("Hasty")] } };
    expect(merge(draftOf({ why: "Hasty" }), { why: "Corrected" }, unheard)).toEqual(
      draftOf({ why: "Corrected" }),
    );
    // It was never stored, and somebody else's is: what the page posted once more is not lost.
    expect(merge(draftOf({ why: "Elsewhere" }), { why: "Hasty" }, unheard)).toEqual({
      draft: { why: "Hasty" },
      otherAnswers: { why: ["Elsewhere"] },
    });
  });

  it("two windows that write on in turns leave the newest of each", () => {
    const first = merge(draftOf({ why: "B1" }), { why: "A1" }, seenDraft(nothing));
    const second = merge(first, { why: "B2" }, seenDraft(draftOf({ why: "B1" })));
    expect(second).toEqual({ draft: { why: "B2" }, otherAnswers: { why: ["A1"] } });
    expect(merge(second, { why: "A2" }, seenDraft(first))).toEqual({
      draft: { why: "A2" },
      otherAnswers: { why: ["B2"] },
    });
  });

  it("a post that says nothing of what it saw deletes nothing", () => {
    expect(merge(kept, { why: "Here", birds: ["heron"] }, null)).toEqual({
      draft: { why: "Here", birds: ["heron"] },
      otherAnswers: { why: ["As it was"], birds: [["duck"]] },
    });
    expect(merge(kept, {}, null)).toEqual(kept);
  });

  it("belongs to questions of the form", () => {
    const odd = { off: "x", intent: "x", constructor: "x", __proto__: "x" };
    expect(merge(kept, odd, null)).toEqual(kept);
    expect(merge(draftOf(odd), {}, null)).toEqual(nothing);
  });
});

describe("words", () => {
  const ids = ["why", "when"] as const;
  const text = fc
    .array(fc.constantFrom("a", "b", "ab", "ba", "lake", "\n"), { maxLength: 4 })
    .map((words) => words.join(" ").trim());
  const answers = fc
    .record({ why: text, when: text, birds: fc.subarray(["heron", "duck"]) })
    .map(
      (all): Answers =>
        Object.fromEntries(Object.entries(all).filter(([, value]) => value.length > 0)),
    );
  const others = fc
    .record({ why: fc.array(text.filter(Boolean), { maxLength: 3 }) })
    .map(({ why }) => (why.length > 0 ? { why } : {}));
  const anyKept: fc.Arbitrary<KeptDraft> = fc.record({ draft: answers, otherAnswers: others });
  const standsIn = (kept: KeptDraft, id: string, words: string) =>
    [kept.draft[id] ?? [], kept.otherAnswers[id] ?? []]
      .flat(2)
      .some((answer) => answer.includes(words));

  it("of either side are kept, unless their author has seen and changed them", () => {
    const anySeen = fc.option(
      fc.tuple(anyKept, answers).map(([shown, posted]) => ({
        ...seenDraft(shown),
        answers: Object.fromEntries(
          [...ids, "birds"].map((id) => [
            id,
            [
              answerVersion(shown.draft[id]),
              ...(posted[id] === undefined ? [] : [answerVersion(posted[id])]),
            ],
          ]),
        ),
      })),
    );
    fc.assert(
      fc.property(anyKept, answers, anySeen, (kept, posted, seen) => {
        const merged = merge(kept, posted, seen);
        for (const id of ids) {
          const known = seen?.answers[id] ?? [];
          for (const words of [kept.draft[id] ?? [], kept.otherAnswers[id] ?? []].flat(2))
            expect(standsIn(merged, id, words) || known.includes(answerVersion(words))).toBe(true);
          const here = posted[id];
          if (typeof here === "string")
            expect(standsIn(merged, id, here) || known[0] === answerVersion(here)).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("that windows only add, in any order of opening and saving, are all there at the end", () => {
    interface Window {
      readonly seen: SeenDraft;
      readonly written: Record<string, string>;
    }
    const step = fc.record({
      window: fc.nat(2),
      id: fc.constantFrom(...ids),
      act: fc.constantFrom("open", "save", "save unheard"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let kept = nothing;
        const windows: Window[] = Array.from({ length: 3 }, () => ({
          seen: seenDraft(nothing),
          written: {},
        }));
        const saved: [string, string][] = [];
        for (const [count, { window, id, act }] of steps.entries()) {
          const tab = windows[window];
          if (!tab) continue;
          if (act === "open") {
            windows[window] = {
              seen: seenDraft(kept),
              written: { ...(kept.draft as Record<string, string>) },
            };
            continue;
          }
          const word = `word${count};`;
          tab.written[id] = `${tab.written[id] ?? ""} ${word}`.trim();
          const posted = { ...tab.written };
          const sent = Object.fromEntries(
            Object.entries(posted).map(([one, value]) => [
              one,
              [...(tab.seen.answers[one] ?? [""]), answerVersion(value)],
            ]),
          );
          const seen = { ...tab.seen, answers: { ...tab.seen.answers, ...sent } };
          kept = merge(kept, posted, seen);
          saved.push([id, word]);
          windows[window] =
            act === "save unheard"
              ? { seen, written: tab.written }
              : {
                  seen: seenDraft(kept),
                  written: { ...(kept.draft as Record<string, string>) },
                };
        }
        for (const [id, word] of saved) expect(standsIn(kept, id, word)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("whoever sends", () => {
  const kept: KeptDraft = { draft: { why: "A" }, otherAnswers: { why: ["B"] } };

  it("has seen all that is kept", () => {
    const seen = seenDraft(kept);
    expect(showedAll(questions, kept, { why: "A" }, seen)).toBe(true);
    expect(showedAll(questions, kept, { why: "A" }, { ...seen, otherAnswers: [] })).toBe(false);
    expect(showedAll(questions, kept, {}, seen)).toBe(false);
    expect(
      showedAll(
        questions,
        draftOf({ birds: ["duck", "heron"] }),
        { birds: ["heron", "duck"] },
        null,
      ),
    ).toBe(true);
    expect(showedAll(questions, kept, { why: "A", when: "x" }, seen)).toBe(false);
  });
});

describe("a choice", () => {
  const kept: KeptDraft = {
    draft: { why: "A", when: "Dawn", birds: ["duck"], again: "no" },
    otherAnswers: { why: ["B", "C"], when: ["Dusk"], birds: [["heron"]], again: ["yes"] },
  };
  const choose = (action: "use" | "add" | "remove", questionId: string, answer: string) =>
    chooseOtherAnswer(questions, kept, { action, questionId, version: answerVersion(answer) });

  it("lets two answers change places, joins them, or forgets one", () => {
    expect(choose("use", "why", "B")).toEqual({
      draft: { ...kept.draft, why: "B" },
      otherAnswers: { ...kept.otherAnswers, why: ["A", "C"] },
    });
    expect(choose("add", "why", "C").draft.why).toBe("A\n\nC");
    expect(choose("add", "when", "Dusk").draft.when).toBe("Dawn Dusk");
    expect(choose("add", "birds", "heron").draft.birds).toEqual(["duck", "heron"]);
    expect(choose("use", "again", "yes").otherAnswers.again).toEqual(["no"]);
    const removed = choose("remove", "when", "Dusk");
    expect(removed.draft).toEqual(kept.draft);
    expect(Object.keys(removed.otherAnswers)).toEqual(["why", "birds", "again"]);
  });

  it("of what is not there changes nothing", () => {
    expect(choose("use", "why", "D")).toEqual(kept);
    expect(choose("remove", "constructor", "B")).toEqual(kept);
    expect(choose("remove", "off", "B")).toEqual(kept);
  });

  it("of an answer to a question that has none takes it over", () => {
    const bare = { draft: {}, otherAnswers: { why: ["B"] } };
    const version = answerVersion("B");
    for (const action of ["use", "add"] as const)
      expect(chooseOtherAnswer(questions, bare, { action, questionId: "why", version })).toEqual(
        draftOf({ why: "B" }),
      );
  });
});
