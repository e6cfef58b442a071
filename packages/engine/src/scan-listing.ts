import type { ConversationPage } from "@appealmod/core";

/**
 * On so short a page nobody archives the very conversation that we page from before the
 * next page is asked for.
 */
const shortPage = 25;

/** What was learnt of how long the server's pages are. */
export interface PageLength {
  /** The longest page so far: a shorter one cannot have been cut off, so it is the last. */
  longest: number;
}

/**
 * Scans the listing page by page, most recently updated first. Reddit names neither a
 * total nor a next page: the end is an empty page, or one shorter than others were.
 *
 * A page is also empty when the conversation that it was asked after has been archived
 * meanwhile. So after a long page the end is believed only if the page before still ends
 * where it did; else the scan goes on from there.
 */
export async function* scanListing(
  ask: (after: string | null) => Promise<ConversationPage>,
  length: PageLength,
): AsyncGenerator<ConversationPage & { readonly last: string }> {
  /** Where each page ended, so that the scan can go on from further back. */
  const anchors: string[] = [];
  let doubted: string | null = null;
  let sizeBefore = 0;

  while (true) {
    const page = await ask(anchors.at(-1) ?? null);
    const { last } = page;
    if (last === null) {
      doubted = anchors.pop() ?? null;
      if (doubted === null || sizeBefore < shortPage) return;
      continue;
    }
    const isUncut = page.size < length.longest;
    length.longest = Math.max(length.longest, page.size);
    yield { ...page, last };
    if (isUncut || last === doubted || last === anchors.at(-1)) return;
    anchors.push(last);
    sizeBefore = page.size;
    doubted = null;
  }
}
