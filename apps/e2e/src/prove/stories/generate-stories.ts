import { type Random, seededRandom } from "../random.ts";
import { communities, type Step, type Story, type StoryKind } from "./story.ts";

/** How often each kind is told. */
const kinds: readonly (readonly [number, StoryKind])[] = [
  [3, "never-appealed"],
  [4, "temporary-ban"],
  [3, "autoban"],
  [6, "no-reason"],
  [20, "form-filled"],
  [8, "silent-after-invite"],
  [6, "rage"],
  [5, "crossing"],
  [10, "human-answers"],
  [8, "unbanned"],
  [5, "account-gone"],
  [7, "banned-again"],
  [9, "second-conversation"],
  [3, "other-bot"],
  [2, "not-banned"],
  [12, "mixed"],
];

const weights = [24, 20, 16, 16, 14, 10];

/**
 * Makes up stories.
 *
 * @param durationMs over which their beginnings are spread
 */
export function generateStories(options: {
  readonly seed: number;
  readonly count: number;
  readonly durationMs: number;
}): readonly Story[] {
  const { seed, count, durationMs } = options;
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const random = seededRandom("story", seed, number);
    const kind = random.weighted(kinds);
    const community = random.weighted(communities.map((one, at) => [weights[at] ?? 1, one]));
    const startMs = Math.floor(random.number() * durationMs);
    const redditor = `hiker_${seed}_${number}`;
    return { number, kind, redditor, community, startMs, steps: scripts[kind](random) };
  });
}

const banWords: Omit<Extract<Step, { do: "ban" }>, "do"> = {
  days: null,
  reason: "Rule 3",
  note: "left rubbish at the campsite",
  message: "You left your rubbish at the campsite twice.",
};

type BanWords = Partial<typeof banWords>;

const ban = (words: BanWords = {}): Step => ({ do: "ban", ...banWords, ...words });

/** A ban that carries a reason in one of the places where moderators leave one. */
function reasonedBan(random: Random): Step {
  return random.weighted([
    [6, ban()],
    [2, ban({ note: "", reason: "" })],
    [1, ban({ message: "" })],
    [1, ban({ message: "", reason: "" })],
  ]);
}

/** Mostly a moment, sometimes none, rarely long: races live in the short ones. */
function pause(random: Random, mostMs = 3000): Step {
  return { do: "pause", ms: Math.floor(random.number() ** 3 * mostMs) };
}

function appeal(random: Random): Step[] {
  return [
    random.weighted<Step>([
      [5, { do: "answer-notice" }],
      [2, { do: "compose" }],
    ]),
  ];
}

function moreWords(random: Random, most: number, conversation = 0): Step[] {
  const count = random.between(0, most);
  return Array.from({ length: count }, (): Step[] => [
    { do: "write", conversation },
    pause(random),
  ]).flat();
}

function form(random: Random): Step[] {
  return [
    { do: "await-invite" },
    pause(random),
    { do: "send-form", length: random.chance(0.15) ? "long" : "short" },
  ];
}

function begin(random: Random): Step[] {
  return [reasonedBan(random), pause(random, 500), ...appeal(random), pause(random)];
}

function quiet(random: Random): Step[] {
  return random.weighted<() => Step[]>([
    [2, () => []],
    [1, () => [{ do: "moderator-notes", conversation: 0 }]],
    [1, () => [{ do: "moderator-archives", conversation: 0 }]],
  ])();
}

const scripts: Readonly<Record<StoryKind, (random: Random) => Step[]>> = {
  "never-appealed": (random) => [reasonedBan(random)],
  "temporary-ban": (random) => [
    ban({ days: random.between(30, 200) }),
    pause(random),
    ...appeal(random),
    ...moreWords(random, 2),
  ],
  autoban: (random) => [
    ban({ reason: "", note: "Autoba: karma farm" }),
    pause(random),
    ...appeal(random),
    ...moreWords(random, 2),
  ],
  "no-reason": (random) => [
    ban({ reason: "", note: "", message: "" }),
    pause(random),
    { do: "answer-notice" },
    pause(random),
    ...moreWords(random, 2),
    ...(random.chance(0.2) ? [{ do: "compose" } as const] : []),
  ],
  "form-filled": (random) => [
    ...begin(random),
    ...moreWords(random, 2),
    ...form(random),
    ...(random.chance(0.3) ? [pause(random), { do: "write", conversation: 0 } as const] : []),
    ...(random.chance(0.5) ? [{ do: "await-note" } as const, ...quiet(random)] : []),
    ...(random.chance(0.2) ? [{ do: "write", conversation: 0 } as const] : []),
  ],
  "silent-after-invite": (random) => [...begin(random), ...moreWords(random, 2)],
  rage: (random) => [
    ...begin(random),
    ...Array.from({ length: random.between(4, 9) }, (): Step[] => [
      { do: "write", conversation: 0 },
      pause(random, random.chance(0.4) ? 6000 : 300),
    ]).flat(),
    ...(random.chance(0.4) ? form(random) : []),
  ],
  crossing: (random) => [
    reasonedBan(random),
    ...appeal(random),
    ...Array.from({ length: random.between(1, 3) }, (): Step => ({ do: "write-at-once" })),
    ...(random.chance(0.3) ? form(random) : []),
  ],
  "human-answers": (random) =>
    random.weighted<() => Step[]>([
      [
        2,
        () => [
          ...begin(random),
          { do: "moderator-answers", conversation: 0 },
          pause(random),
          ...moreWords(random, 2),
        ],
      ],
      [
        3,
        () => [
          ...begin(random),
          { do: "await-invite" },
          pause(random),
          { do: "moderator-answers", conversation: 0 },
          ...moreWords(random, 2),
          ...(random.chance(0.6) ? form(random) : []),
        ],
      ],
      [
        2,
        () => [
          ...begin(random),
          ...form(random),
          pause(random),
          { do: "moderator-answers", conversation: 0 },
          ...moreWords(random, 1),
        ],
      ],
      [
        1,
        () => [
          { do: "moderator-writes-first" },
          reasonedBan(random),
          pause(random),
          { do: "write", conversation: 0 },
          ...form(random),
        ],
      ],
    ])(),
  unbanned: (random) =>
    random.weighted<() => Step[]>([
      [1, () => [...begin(random), { do: "unban" }, ...moreWords(random, 1)]],
      [
        2,
        () => [
          ...begin(random),
          { do: "await-invite" },
          pause(random),
          { do: "unban" },
          pause(random),
          ...moreWords(random, 1),
          ...(random.chance(0.5) ? form(random) : []),
        ],
      ],
      [2, () => [...begin(random), ...form(random), pause(random), { do: "unban" }]],
      [
        1,
        () => [
          ...begin(random),
          ...form(random),
          { do: "await-note" },
          { do: "unban" },
          ...moreWords(random, 1),
        ],
      ],
    ])(),
  "account-gone": (random) => [
    ...begin(random),
    ...(random.chance(0.7) ? [{ do: "await-invite" } as const, pause(random)] : []),
    ...(random.chance(0.3) ? form(random) : []),
    { do: random.chance(0.6) ? "delete-account" : "suspend-account" },
  ],
  "banned-again": (random) => [
    ...begin(random),
    ...(random.chance(0.7) ? [{ do: "await-invite" } as const, pause(random)] : []),
    ...(random.chance(0.5) ? [...form(random), { do: "await-note" } as const] : []),
    { do: "unban" },
    pause(random),
    ...(random.chance(0.5) ? [{ do: "write", conversation: 0 } as const, pause(random)] : []),
    reasonedBan(random),
    pause(random),
    { do: "answer-notice" },
    pause(random),
    ...moreWords(random, 1),
    ...(random.chance(0.6) ? form(random) : []),
  ],
  "second-conversation": (random) => [
    reasonedBan(random),
    { do: "answer-notice" },
    ...(random.chance(0.6) ? [{ do: "await-invite" } as const] : []),
    pause(random),
    ...(random.chance(0.3) ? form(random) : []),
    { do: "compose" },
    pause(random),
    ...moreWords(random, 2, 1),
    ...(random.chance(0.5) ? form(random) : []),
    ...(random.chance(0.3) ? [pause(random), { do: "write", conversation: 1 } as const] : []),
    ...(random.chance(0.2) ? [pause(random), { do: "compose" } as const] : []),
  ],
  "other-bot": (random) => [
    ...begin(random),
    ...(random.chance(0.5) ? [{ do: "await-invite" } as const] : []),
    { do: "other-bot-answers", conversation: 0 },
    pause(random),
    ...moreWords(random, 2),
  ],
  "not-banned": (random) => [{ do: "compose" }, pause(random), ...moreWords(random, 2)],
  mixed: (random) => [
    ...begin(random),
    ...Array.from({ length: random.between(4, 10) }, (): Step[] => [
      ...random.weighted<() => Step[]>([
        [8, () => [{ do: "write", conversation: random.between(0, 1) }]],
        [2, () => [{ do: "compose" }]],
        [4, () => [{ do: "await-invite" }]],
        [4, () => [{ do: "send-form", length: "short" }]],
        [2, () => [{ do: "moderator-notes", conversation: 0 }]],
        [1, () => [{ do: "moderator-archives", conversation: 0 }]],
        [1, () => [{ do: "moderator-unarchives", conversation: 0 }]],
        [1, () => [{ do: "moderator-answers", conversation: random.between(0, 1) }]],
        [1, () => [{ do: "other-bot-answers", conversation: 0 }]],
        [1, () => [{ do: "unban" }]],
      ])(),
      pause(random),
    ]).flat(),
  ],
};
