import { notBanned, Snooze } from "@appealmod/core";
import { cast, plainTexts, shortQuestions } from "@appealmod/core/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { processConversation } from "../src/index.ts";
import { answersNoteParts } from "../src/write-messages.ts";
import { openStage, partOf, type Stage } from "./stage.ts";
import { type Fault, isExpected, LateRequests, unreliable } from "./unreliable-ports.ts";

type Event = "writes" | "writes-elsewhere" | "sends-form" | "answered" | "put-away" | "unbanned";

interface Step {
  readonly events: readonly Event[];
  /** Events in the middle of the run, each before one of its calls. */
  readonly meanwhile: readonly { readonly call: number; readonly event: Event }[];
  readonly faults: readonly Fault[];
  /** Which of the redditor's conversations is run. */
  readonly conversation: number;
  readonly pauseMs: number;
}

const reminderCap = 3;
/** Enough for a note in three parts; of long lines, for each line costs time. */
const longAnswers = {
  why_banned: "I am sorry, I have read all of the rules, and will not do it again.\n"
    .repeat(300)
    .trim(),
  why_appealing: "mistake",
};

const anEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.constant("writes") },
  { weight: 2, arbitrary: fc.constant("writes-elsewhere") },
  { weight: 4, arbitrary: fc.constant("sends-form") },
  { weight: 1, arbitrary: fc.constantFrom("answered", "put-away", "unbanned") },
);
const aCall = fc.nat(25);
const aStep: fc.Arbitrary<Step> = fc.record({
  events: fc.array(anEvent, { maxLength: 2 }),
  meanwhile: fc.array(fc.record({ call: aCall, event: anEvent }), { maxLength: 2 }),
  faults: fc.array(
    fc.record({
      call: aCall,
      kind: fc.constantFrom("crash", "lost", "late", "refused"),
      isAfterEffect: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  conversation: fc.nat(1),
  pauseMs: fc.constantFrom(0, 1000, 2900, 4900, 5000, 60_000),
});

/** A story while it is told: the redditor's conversations, and what has happened so far. */
class Telling {
  readonly stage: Stage;
  readonly late: LateRequests;
  readonly conversations: string[] = [];
  readonly happened = new Set<Event>();

  constructor(stage: Stage) {
    this.stage = stage;
    this.late = new LateRequests(stage);
    stage.reddit.ban();
    this.happen("writes");
  }

  happen(event: Event): void {
    const { reddit } = this.stage;
    const [first, second] = this.conversations;
    if (event === "writes" || event === "writes-elsewhere") {
      const id = event === "writes" ? first : second;
      const written = reddit.redditorWrites(id === undefined ? {} : { conversationId: id });
      if (id === undefined) this.conversations.push(written);
    } else if (event === "sends-form") {
      if (!this.#sendForm()) return;
    } else if (first !== undefined) {
      if (event === "answered") reddit.moderatorWrites(first);
      else if (event === "put-away") reddit.humanArchives(first);
      else reddit.liftBan();
    }
    this.happened.add(event);
  }

  /** Whoever holds a link may send the form, once. */
  #sendForm(): boolean {
    const { store, clock } = this.stage;
    const open = [...store.appeals.values()].find(({ state }) => state !== "closed");
    if (!open || open.form) return false;
    const { address } = this.stage.ports.formLinks.linkFor(open.id);
    if (!this.words().some((words) => words.includes(address))) return false;
    store.submitForm(open.id, longAnswers, clock.now());
    return true;
  }

  /** Our words in all conversations. */
  words(): readonly string[] {
    return this.conversations.flatMap((id) => this.ownMessages(id).map(({ text }) => text));
  }

  ownMessages(id: string) {
    const { reddit } = this.stage;
    return reddit
      .conversation(id)
      .messages.filter(({ author }) => author.name === reddit.bot)
      .map((message) => ({
        ...message,
        text: message.isPrivate ? `[${message.body}]` : message.body,
      }));
  }

  parts(id: string): readonly string[] {
    return this.ownMessages(id).map(({ text }) => (text.startsWith("[>") ? "note" : partOf(text)));
  }

  async run(step: Step): Promise<void> {
    const id = this.conversations[step.conversation % this.conversations.length] ?? "";
    const happenings = step.meanwhile.map(({ call, event }) => ({
      call,
      happen: () => this.happen(event),
    }));
    const ports = unreliable(this.stage.ports, { faults: step.faults, happenings }, this.late);
    await processConversation(ports, { conversationId: id, subreddit: cast.subreddit }).catch(
      (error: unknown) => {
        if (!isExpected(error)) throw error;
      },
    );
  }

  /** Runs everything until it is done, as the jobs' retries do. */
  async settle(): Promise<void> {
    await this.late.advance(60_000);
    // Twice: what one conversation shows may concern the appeal of another.
    let waiting: readonly string[] = [...this.conversations, ...this.conversations];
    for (let rounds = 1; waiting.length > 0; rounds += 1) {
      if (rounds > 20) throw new Error(`${waiting.join(", ")} never came to an end`);
      const snoozed: string[] = [];
      for (const id of waiting)
        await this.stage.run(id).catch((error: unknown) => {
          if (!(error instanceof Snooze)) throw error;
          snoozed.push(id);
        });
      await this.late.advance(5000);
      waiting = snoozed;
    }
  }
}

async function tell(steps: readonly Step[], draw: number, runs: number): Promise<Telling> {
  const telling = new Telling(
    openStage({ settings: { treatmentFraction: 0.8, reminderCap }, draw }),
  );
  for (const step of steps) {
    for (const event of step.events) telling.happen(event);
    await Promise.all(Array.from({ length: runs }, () => telling.run(step)));
    await telling.late.advance(step.pauseMs);
  }
  await telling.settle();
  return telling;
}

const countOf = (parts: readonly string[], part: string) =>
  parts.filter((candidate) => candidate === part).length;

/** What had to be said is said, once, however the runs went. */
async function expectSaidOnce(telling: Telling): Promise<void> {
  const { stage, happened, conversations } = telling;
  const appeals = [...stage.store.appeals.values()];
  expect(appeals.length).toBeLessThanOrEqual(1);
  const parts = conversations.flatMap((id) => [...telling.parts(id)]);
  const isLeftToUs = !happened.has("answered") && !happened.has("unbanned");
  for (const id of conversations) expect(await stage.store.openClaims(id)).toEqual([]);

  const [appeal] = appeals;
  if (!appeal || appeal.group === "control") {
    expect(parts).toEqual([]);
    if (isLeftToUs) expect(appeal).toBeDefined();
    return;
  }

  expect(countOf(parts, "invite")).toBeLessThanOrEqual(1);
  // Who was faster with the link in a second conversation needs none in the first.
  if (isLeftToUs && !(appeal.form && parts.includes("repeated invite")))
    expect(countOf(parts, "invite")).toBe(1);
  // A reminder that is on its way in another conversation is not counted yet.
  const onTheirWay = conversations.length - 1;
  expect(countOf(parts, "reminder")).toBeLessThanOrEqual(reminderCap + onTheirWay);
  expect(countOf(parts, "final")).toBeLessThanOrEqual(1);
  if (isLeftToUs) expect(countOf(parts, "final")).toBe(appeal.form ? 1 : 0);
  for (const id of conversations) {
    expect(countOf(telling.parts(id), "repeated invite")).toBeLessThanOrEqual(1);
    expect(countOf(telling.parts(id), "pointer")).toBeLessThanOrEqual(1);
    const { messages } = stage.reddit.conversation(id);
    const theirs = messages.filter(({ author }) => author.name === cast.appellant);
    expect(countOf(telling.parts(id), "reminder")).toBeLessThan(Math.max(1, theirs.length));
  }

  const settings = (await stage.communities.policyFor(cast.subreddit)).settings;
  const policy = { settings, texts: plainTexts, questions: shortQuestions };
  const expected = answersNoteParts(policy, appeal, [], notBanned).map((part) => `[${part}]`);
  const notes = telling.words().filter((words) => expected.includes(words));
  expect(new Set(notes).size).toBe(notes.length);
  if (!happened.has("unbanned")) expect(notes).toEqual(expected);
  if (appeal.form && !happened.has("unbanned")) expect(expected.length).toBeGreaterThan(1);
}

/** No reminder without a message of theirs since our last public word. */
function expectRemindersInTurn(telling: Telling, id: string): void {
  const { reddit } = telling.stage;
  let isTheirTurn = false;
  for (const message of reddit.conversation(id).messages) {
    if (message.isPrivate) continue;
    if (message.author.name === cast.appellant) isTheirTurn = true;
    if (message.author.name !== reddit.bot) continue;
    if (partOf(message.body) === "reminder") expect(isTheirTurn).toBe(true);
    isTheirTurn = false;
  }
}

/** Each conversation reads well and lies where it belongs, and nothing is left to do. */
async function expectInPlace(telling: Telling): Promise<void> {
  const { stage, happened, conversations } = telling;
  const { reddit } = stage;
  const [appeal] = stage.store.appeals.values();
  const isLeftToUs = !happened.has("answered") && !happened.has("unbanned");
  const [first = ""] = conversations;
  for (const id of conversations) expectRemindersInTurn(telling, id);
  if (appeal?.group === "treatment" && isLeftToUs) {
    if (appeal.form) expect(appeal.state).toBe("forwarded");
    else for (const id of conversations) expect(reddit.conversation(id).isArchived).toBe(true);
    if (appeal.form && !happened.has("put-away"))
      expect(reddit.conversation(first).isArchived).toBe(false);
  }
  if (appeal?.group === "control")
    for (const id of conversations)
      expect(
        reddit.conversation(id).moderatorActions.filter(({ author }) => author === reddit.bot),
      ).toEqual([]);

  reddit.forgetCalls();
  for (const id of conversations) expect((await stage.run(id))?.decision.actions).toEqual([]);
  const writing = (["sendMessage", "leaveNote", "archive", "unarchive"] as const).map((method) =>
    reddit.calls(method),
  );
  expect(writing).toEqual([0, 0, 0, 0]);
}

const aStory = fc.array(aStep, { minLength: 1, maxLength: 8 });
const aDraw = fc.constantFrom(0, 0, 0, 0.9);

it("says everything once and loses nothing, wherever a run breaks off", async () => {
  await fc.assert(
    fc.asyncProperty(aStory, aDraw, async (steps, draw) => {
      const telling = await tell(steps, draw, 1);
      await expectSaidOnce(telling);
      await expectInPlace(telling);
    }),
    { numRuns: 1500 },
  );
}, 120_000);

it("says everything once also when two runs are at work on the same conversation", async () => {
  await fc.assert(
    fc.asyncProperty(aStory, aDraw, async (steps, draw) => {
      await expectSaidOnce(await tell(steps, draw, 2));
    }),
    { numRuns: 500 },
  );
}, 120_000);
