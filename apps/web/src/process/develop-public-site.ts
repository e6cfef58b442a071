import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PublicSite } from "../public-site/public-site.ts";
import { buildPublicSite } from "./build-public-site.ts";
import { loadPublicSite } from "./load-public-site.ts";

/** Public pages from their sources: what has changed since is built before the next page is answered. */
export async function developPublicSite(appDir: string): Promise<PublicSite> {
  let builtAt = 0;
  let site: Promise<PublicSite> | undefined;
  const current = async () => {
    const changedAt = await lastChange([join(appDir, "src"), join(appDir, "messages")]);
    if (site && changedAt <= builtAt) return site;
    builtAt = changedAt;
    site = buildPublicSite(appDir, true).then(() => loadPublicSite(appDir, changedAt));
    // A mistake in a source is told with each page until it is mended.
    site.catch(() => {
      builtAt = 0;
    });
    return site;
  };
  let latest = await current();
  return {
    // Only files: a page is answered when what has changed for it is built.
    answerShared: (request, response) =>
      (request.url ?? "").startsWith("/_next/") && latest.answerShared(request, response),
    async answer(request, response) {
      latest = await current();
      if (!latest.answerShared(request, response)) await latest.answer(request, response);
    },
  };
}

/** When the youngest of all files was written, in milliseconds. */
async function lastChange(folders: readonly string[]): Promise<number> {
  const files = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries.map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  const times = files.flat().map(async (path) => (await stat(path)).mtimeMs);
  return Math.max(...(await Promise.all(times)));
}
