import type { KeptDraft } from "@appealmod/core";
import { answerVersion } from "@appealmod/core/answer-version";
import { answersAsSent, answersIn, isWritingIn, putAnswer } from "./answers-in-page.ts";
import { excludeOthers } from "./exclude-others.ts";
import { keptDraftFrom } from "./kept-draft-json.ts";
import { pageVersions } from "./page-versions.ts";
import { showLength } from "./show-length.ts";
import { showOtherAnswers } from "./show-other-answers.ts";

/** How long a pause in writing is, before what is there is kept. */
const pauseMs = 2500;

/** How long until a draft that could not be kept is tried again. */
const retryMs = 10_000;

/** How long an answer of the server is waited for. */
const answerMs = 20_000;

/** What browsers send for a page that is being left, in bytes. */
const mostWhileLeaving = 60_000;

/**
 * What became of an attempt to keep a draft.
 * - `both`: it is kept, and beside it what was written to the same question in another window.
 * - `ended`: the form was sent from elsewhere or its appeal is over; the words are kept for their
 *   author all the same, but go nowhere.
 */
export type Keeping = "saved" | "both" | "failed" | "ended";

/**
 * Keeps a form's draft on the server while it is written, by the same post that its own
 * button makes, shows what another window has saved, and how long each answer is.
 *
 * @param onKept told after each attempt how it went
 */
export function watchForm(form: HTMLFormElement, onKept: (keeping: Keeping) => void): void {
  const versions = pageVersions(form);
  let timer: number | undefined;
  let sending: AbortController | undefined;
  /** What is known to be kept, by question. */
  let kept = answersAsSent(form);

  const isKept = () => sameAnswers(answersIn(form), kept);
  const saveIn = (ms: number) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, ms);
  };
  // One at a time: the next one says what the one before it has led to.
  const save = async () => {
    window.clearTimeout(timer);
    if (sending || isKept()) return;
    sending = new AbortController();
    const own = sending;
    const keeping = await post(own);
    if (sending !== own) return;
    sending = undefined;
    if (keeping === "failed for now") saveIn(retryMs);
    else if (keeping !== "failed" && !isKept()) saveIn(pauseMs);
    onKept(keeping === "failed for now" ? "failed" : keeping);
  };
  const post = async (own: AbortController): Promise<Keeping | "failed for now"> => {
    const posted = answersIn(form);
    versions.notePosting(posted);
    const body = fieldsOf(form);
    body.set("intent", "save");
    const timer = window.setTimeout(() => own.abort(), answerMs);
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        signal: own.signal,
        keepalive: body.toString().length < mostWhileLeaving,
      });
      if (response.status === 409) {
        kept = posted;
        return "ended";
      }
      if (!response.ok)
        return response.status >= 500 || response.status === 429 ? "failed for now" : "failed";
      const draft = keptDraftFrom(await response.json());
      if (!draft || sending !== own) return "failed for now";
      kept = posted;
      showKept(posted, draft);
      return Object.keys(draft.otherAnswers).length > 0 ? "both" : "saved";
    } catch {
      return "failed for now";
    } finally {
      window.clearTimeout(timer);
    }
  };
  /** Shows what is kept beside and instead of what was posted. */
  const showKept = (posted: ReturnType<typeof answersIn>, draft: KeptDraft) => {
    for (const [id, answer] of posted) {
      const stored = draft.draft[id];
      const isStored = answerVersion(stored) === answerVersion(answer);
      const isUntouched =
        answerVersion(answersIn(form).get(id)) === answerVersion(answer) && !isWritingIn(form, id);
      if (!isStored && !isUntouched) continue;
      if (!isStored) {
        putAnswer(form, id, stored);
        kept.set(id, answersIn(form).get(id) ?? "");
      }
      versions.noteShown(id, stored);
    }
    versions.noteOthers(draft);
    showOtherAnswers(form, draft.otherAnswers);
  };

  form.addEventListener("input", (event) => {
    showLength(event.target);
    excludeOthers(form, event.target);
    saveIn(pauseMs);
  });
  form.addEventListener("submit", (event) => {
    // The browser would put a page of its own in the place of what is written here.
    if (!navigator.onLine) {
      event.preventDefault();
      onKept("failed");
      return;
    }
    window.clearTimeout(timer);
    sending?.abort();
    sending = undefined;
    kept = answersIn(form);
    versions.notePosting(kept);
    // On a slow network nothing else shows for a while that the press was heard.
    form.ariaBusy = "true";
  });
  // Whoever comes back finds the form as it was, and not busy; the sending may have failed.
  const comeBack = (event: PageTransitionEvent) => {
    form.ariaBusy = null;
    if (!event.persisted) return;
    kept = new Map();
    void save();
  };
  window.addEventListener("pageshow", comeBack);
  window.addEventListener("online", () => void save());
  // A phone that goes to another app may never come back to this page.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || isKept()) return;
    sending?.abort();
    sending = undefined;
    void save();
  });
  for (const field of form.elements) showLength(field);
  // Somebody was faster than this script: what they wrote is not kept yet.
  if (!isKept()) saveIn(pauseMs);
}

function sameAnswers(
  some: ReturnType<typeof answersIn>,
  others: ReturnType<typeof answersIn>,
): boolean {
  return JSON.stringify([...some]) === JSON.stringify([...others]);
}

function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const all = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string") all.append(name, value);
  return all;
}
