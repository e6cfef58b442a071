import type { FaultWindow, Wait } from "../stories/evidence.ts";
import type { Scene } from "./scene.ts";
import { standingAt } from "./standing.ts";
import type { Talk } from "./talk.ts";

/** How long something took, real milliseconds. */
export interface Delay {
  readonly what: "message to invite" | "form to note";
  readonly ms: number;
  readonly conversationId: string;
  /** Whether something was broken meanwhile, or its traces still lasted. */
  readonly isDisturbed: boolean;
}

/** How long people waited. */
export function delaysOf(scene: Scene, windows: readonly FaultWindow[]): readonly Delay[] {
  return scene.talks.flatMap((talk) =>
    [inviteDelay(scene, talk), noteDelay(scene, talk)].flatMap((delay) => {
      if (!delay) return [];
      const { what, from, to } = delay;
      const isDisturbed = windows.some((window) => window.from <= to && window.to >= from);
      return [{ what, ms: to - from, conversationId: talk.id, isDisturbed }];
    }),
  );
}

/** How long the redditor of each conversation waited for an invite. */
export function waitsOf(scene: Scene): readonly Wait[] {
  return scene.talks.flatMap((talk) => {
    const delay = inviteDelay(scene, talk);
    return delay ? [{ from: delay.from, to: delay.to }] : [];
  });
}

type Stretch = { readonly what: Delay["what"]; readonly from: number; readonly to: number } | null;

function inviteDelay(scene: Scene, talk: Talk): Stretch {
  const invite = talk.items.find((item) => item.by === "bot" && item.read.word === "invite");
  const asked = talk.items.find(
    ({ by, date }) => by === "redditor" && standingAt(scene, talk, date + 0.1) === "contested",
  );
  if (!invite || !asked || asked.date > invite.date) return null;
  return {
    what: "message to invite",
    from: scene.wallOf(asked.date),
    to: scene.wallOf(invite.date),
  };
}

function noteDelay(scene: Scene, talk: Talk): Stretch {
  const note = talk.items.find((item) => item.by === "bot" && item.read.word === "answers");
  const form = scene.forms.findLast(({ date }) => date < (note?.date ?? 0));
  if (!note || !form) return null;
  return { what: "form to note", from: scene.wallOf(form.date), to: scene.wallOf(note.date) };
}
