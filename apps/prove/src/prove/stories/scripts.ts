import type { Random } from "../random.ts";
import { decisionScript } from "./decision-script.ts";
import { incidentScripts } from "./incident-scripts.ts";
import { appeal, ban, begin, form, moreWords, pause, quiet, reasonedBan } from "./script-parts.ts";
import type { Step, StoryKind } from "./story.ts";

/** What happens in a story of each kind. */
export const scripts: Readonly<Record<StoryKind, (random: Random) => Step[]>> = {
  ...incidentScripts,
  "moderators-decide": decisionScript,
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
