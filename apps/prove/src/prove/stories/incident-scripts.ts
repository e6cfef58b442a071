import type { Random } from "../random.ts";
import { appeal, ban, begin, form, moreWords, pause, reasonedBan } from "./script-parts.ts";
import type { Step } from "./story.ts";

const awaitInvite: Step = { do: "await-invite" };
const awaitNote: Step = { do: "await-note" };
const sendForm: Step = { do: "send-form", length: "short" };
const write: Step = { do: "write", conversation: 0 };
const rename: Step = { do: "rename-account" };
const otherBotNotes: Step = { do: "other-bot-notes", conversation: 0 };

function changeBan(random: Random, days: number | null = random.between(3, 200)): Step {
  return { do: "change-ban", days, renewsDate: random.chance(0.4) };
}

function mute(random: Random): Step {
  const from = random.chance(0.4) ? "conversation" : "list";
  return { do: "mute", from, refuses: random.chance(0.6) };
}

/**
 * Stories in which something happens to ban, account or conversation while an appeal is under way:
 * whatever it is, a form that was sent has to reach people.
 */
export const incidentScripts = {
  "ban-changed": (random: Random): Step[] =>
    random.weighted<() => Step[]>([
      [
        4,
        () => [
          ...begin(random),
          awaitInvite,
          pause(random),
          changeBan(random),
          pause(random),
          ...moreWords(random, 1),
          sendForm,
          awaitNote,
          ...moreWords(random, 1),
        ],
      ],
      [2, () => [...begin(random), ...form(random), changeBan(random), awaitNote]],
      [
        2,
        () => [
          ...begin(random),
          awaitInvite,
          changeBan(random),
          pause(random),
          ...(random.chance(0.5) ? [changeBan(random)] : []),
          changeBan(random, null),
          pause(random),
          ...moreWords(random, 1),
          sendForm,
          awaitNote,
        ],
      ],
      [
        1,
        () => [
          ban({ days: random.between(30, 200) }),
          ...appeal(random),
          pause(random),
          changeBan(random, null),
          pause(random),
          write,
          ...form(random),
        ],
      ],
    ])(),
  suspended: (random: Random): Step[] =>
    random.weighted<() => Step[]>([
      [
        3,
        () => [
          ...begin(random),
          awaitInvite,
          pause(random),
          { do: "suspend-account" },
          pause(random),
          sendForm,
          awaitNote,
          pause(random),
          ...(random.chance(0.8) ? [{ do: "unsuspend-account" } as const, write] : []),
        ],
      ],
      [
        2,
        () => [
          ...begin(random),
          ...form(random),
          { do: "suspend-account" },
          pause(random, 6000),
          { do: "unsuspend-account" },
          pause(random),
          write,
          awaitNote,
        ],
      ],
      [
        2,
        () => [
          ...begin(random),
          ...(random.chance(0.6) ? [awaitInvite] : []),
          { do: "suspend-account" },
          pause(random, 6000),
          { do: "unsuspend-account" },
          pause(random),
          write,
          ...form(random),
        ],
      ],
      [1, () => [...begin(random), ...moreWords(random, 1), { do: "suspend-account" }]],
    ])(),
  muted: (random: Random): Step[] =>
    random.weighted<() => Step[]>([
      [
        3,
        () => [
          ...begin(random),
          awaitInvite,
          mute(random),
          pause(random),
          sendForm,
          awaitNote,
          ...(random.chance(0.5) ? [{ do: "unmute" } as const, pause(random), write] : []),
        ],
      ],
      [
        3,
        () => [
          ...begin(random),
          awaitInvite,
          { do: "refuse-replies" },
          ...moreWords(random, 1),
          sendForm,
          awaitNote,
          ...moreWords(random, 1),
        ],
      ],
      [1, () => [...begin(random), ...form(random), { do: "refuse-replies" }, awaitNote]],
      [1, () => [reasonedBan(random), { do: "refuse-replies" }, ...appeal(random), pause(random)]],
    ])(),
  renamed: (random: Random): Step[] =>
    random.weighted<() => Step[]>([
      [
        4,
        () => [
          ...begin(random),
          awaitInvite,
          rename,
          pause(random),
          ...moreWords(random, 1),
          sendForm,
          awaitNote,
          ...moreWords(random, 1),
        ],
      ],
      [1, () => [reasonedBan(random), rename, ...appeal(random), pause(random), ...form(random)]],
      [1, () => [reasonedBan(random), ...appeal(random), rename, pause(random), ...form(random)]],
      [2, () => [...begin(random), ...form(random), rename, pause(random), write, awaitNote]],
      [
        2,
        () => [
          ...begin(random),
          ...(random.chance(0.5) ? [awaitInvite] : []),
          ...(random.chance(0.5) ? [...form(random), awaitNote] : []),
          rename,
          { do: "unban" },
          pause(random),
          reasonedBan(random),
          { do: "answer-notice" },
          pause(random),
          ...form(random),
        ],
      ],
    ])(),
  "helper-bots": (random: Random): Step[] =>
    random.weighted<() => Step[]>([
      [
        2,
        () => [reasonedBan(random), ...appeal(random), otherBotNotes, ...form(random), awaitNote],
      ],
      [
        4,
        () => [
          ...begin(random),
          awaitInvite,
          otherBotNotes,
          pause(random),
          ...moreWords(random, 2),
          ...(random.chance(0.5) ? [otherBotNotes] : []),
          sendForm,
          ...(random.chance(0.5) ? [otherBotNotes] : []),
          awaitNote,
        ],
      ],
      [
        1,
        () => [
          ...begin(random),
          awaitInvite,
          { do: "other-bot-answers", conversation: 0 },
          pause(random),
          sendForm,
          awaitNote,
        ],
      ],
    ])(),
  "returns-after-end": (random: Random): Step[] => [
    ...begin(random),
    awaitInvite,
    ...moreWords(random, 1),
    { do: "outlast-cutoff" },
    ...(random.chance(0.2) ? [rename] : []),
    random.chance(0.7) ? write : { do: "compose" },
    ...(random.chance(0.3)
      ? [awaitInvite, { do: "outlast-cutoff" } as const, { do: "write", conversation: 0 } as const]
      : []),
    pause(random, 500),
    ...moreWords(random, 1),
    ...(random.chance(0.7) ? [...form(random), awaitNote] : []),
  ],
  incidents: (random: Random): Step[] => {
    const calm = [
      ...begin(random),
      ...moreWords(random, 1),
      ...(random.chance(0.7) ? [awaitInvite, pause(random)] : []),
      ...(random.chance(0.8) ? [sendForm] : []),
      pause(random),
      ...moreWords(random, 2),
      ...(random.chance(0.5) ? [awaitNote] : []),
    ];
    const incidents = Array.from({ length: random.between(2, 4) }, () => incident(random));
    return incidents.reduce<Step[]>((steps, one) => scatter(random, steps, one), calm);
  },
};

/** Steps that belong together in this order, with anything between them. */
function incident(random: Random): readonly Step[] {
  const after = (likely: number, step: Step) => (random.chance(likely) ? [step] : []);
  return random.weighted<() => readonly Step[]>([
    [4, () => [changeBan(random), ...after(0.3, changeBan(random, null))]],
    [4, () => [{ do: "suspend-account" }, ...after(0.8, { do: "unsuspend-account" }), write]],
    [3, () => [mute(random), ...after(0.5, { do: "unmute" })]],
    [2, () => [{ do: "refuse-replies" }]],
    [4, () => [rename]],
    [4, () => [otherBotNotes, ...after(0.5, otherBotNotes)]],
    [1, () => [{ do: "other-bot-answers", conversation: 0 }]],
    [2, () => [{ do: "moderator-notes", conversation: 0 }]],
    [1, () => [{ do: "moderator-answers", conversation: 0 }]],
    [1, () => [{ do: "compose" }]],
    [1, () => [{ do: "unban" }, ...after(0.7, ban()), ...after(0.7, { do: "answer-notice" })]],
    [1, () => [{ do: "outlast-cutoff" }, write]],
    [1, () => [{ do: "delete-account" }]],
  ])();
}

/** Puts steps between others, in their order; the ban and the first words come before all. */
function scatter(random: Random, steps: readonly Step[], some: readonly Step[]): Step[] {
  const scattered = [...steps];
  let from = scattered.findIndex(({ do: what }) => what === "answer-notice" || what === "compose");
  for (const step of some) {
    from = random.between(from + 1, scattered.length);
    scattered.splice(from, 0, step);
  }
  return scattered;
}
