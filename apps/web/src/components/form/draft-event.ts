import type { KeptDraft } from "@appealmod/core";

const name = "draft-kept";

/** Tells the parts of a form's page what is kept on the server now. */
export function announceDraft(form: HTMLFormElement, kept: KeptDraft): void {
  form.dispatchEvent(new CustomEvent(name, { detail: kept }));
}

/** @returns stops listening */
export function onDraftKept(
  form: HTMLFormElement,
  listener: (kept: KeptDraft) => void,
): () => void {
  const listen = (event: Event) => listener((event as CustomEvent<KeptDraft>).detail);
  form.addEventListener(name, listen);
  return () => form.removeEventListener(name, listen);
}
