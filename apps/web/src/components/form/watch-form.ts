/** How long a pause in writing is, before what is there is kept. */
const pauseMs = 2500;

/** How long until a draft that could not be kept is tried again. */
const retryMs = 10_000;

/**
 * What became of an attempt to keep a draft. `ended`: the form was sent from elsewhere or its
 * appeal is over; the words are kept for their author all the same, but go nowhere.
 */
export type Keeping = "saved" | "failed" | "ended";

/**
 * Keeps a form's draft on the server while it is written, by the same post that its own
 * button makes, and shows how long each answer is.
 *
 * @param onKept told after each attempt how it went
 * @returns takes everything back
 */
export function watchForm(form: HTMLFormElement, onKept: (keeping: Keeping) => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let timer: number | undefined;
  let sending: AbortController | undefined;
  let kept = written(form).toString();

  const save = async () => {
    const now = written(form);
    if (now.toString() === kept) return;
    sending?.abort();
    sending = new AbortController();
    try {
      now.set("intent", "save");
      const response = await fetch(form.action, {
        method: "POST",
        body: now,
        headers: { Accept: "application/json" },
        signal: sending.signal,
      });
      const isEnded = response.status === 409;
      if (response.ok || isEnded) {
        now.delete("intent");
        kept = now.toString();
      } else if (response.status >= 500 || response.status === 429) tryAgain();
      onKept(isEnded ? "ended" : response.ok ? "saved" : "failed");
    } catch (error) {
      if ((error as Error).name === "AbortError") return;
      tryAgain();
      onKept("failed");
    }
  };
  const tryAgain = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, retryMs);
  };

  form.addEventListener(
    "input",
    (event) => {
      if (isWritten(event.target)) showLength(event.target);
      window.clearTimeout(timer);
      timer = window.setTimeout(save, pauseMs);
    },
    { signal },
  );
  form.addEventListener(
    "submit",
    () => {
      window.clearTimeout(timer);
      sending?.abort();
      kept = written(form).toString();
      // On a slow network nothing else shows for a while that the press was heard.
      form.ariaBusy = "true";
    },
    { signal },
  );
  // Whoever comes back finds the form as it was, and not busy; the sending may have failed.
  const comeBack = (event: PageTransitionEvent) => {
    form.ariaBusy = null;
    if (!event.persisted) return;
    kept = "";
    void save();
  };
  window.addEventListener("pageshow", comeBack, { signal });
  window.addEventListener("online", () => void save(), { signal });
  // A phone that goes to another app may never come back to this page.
  document.addEventListener(
    "visibilitychange",
    () => {
      const now = written(form);
      if (document.visibilityState !== "hidden" || now.toString() === kept) return;
      kept = now.toString();
      now.set("intent", "save");
      navigator.sendBeacon(form.action, now);
    },
    { signal },
  );
  for (const field of form.elements) {
    if (!isWritten(field)) continue;
    showLength(field);
    // Somebody was faster than this script: what they wrote is not kept yet.
    if (field.value !== field.defaultValue) kept = "";
  }
  if (kept === "") timer = window.setTimeout(save, pauseMs);

  return () => {
    ended.abort();
    sending?.abort();
    window.clearTimeout(timer);
  };
}

function written(form: HTMLFormElement): URLSearchParams {
  const all = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string") all.append(name, value);
  return all;
}

function isWritten(field: EventTarget | null): field is HTMLTextAreaElement | HTMLInputElement {
  return (
    field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLInputElement && field.type === "text")
  );
}

function showLength(field: HTMLTextAreaElement | HTMLInputElement): void {
  const counter = document.getElementById(`${field.id}-count`);
  if (!counter) return;
  const limit = Number(counter.dataset.limit);
  const length = [...field.value.trim()].length;
  const inWords = new Intl.NumberFormat(document.documentElement.lang);
  counter.textContent = length === 0 ? "" : `${inWords.format(length)} / ${inWords.format(limit)}`;
  counter.parentElement?.classList.toggle("over", length > limit);
}
