import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Assets, assetsSchema } from "../public-site/assets.ts";
import type { PublicSite } from "../public-site/public-site.ts";

/** Where the public site's own files lie in a build. */
export function publicSiteFolder(appDir: string): string {
  return join(appDir, ".next", "public-site");
}

/** Loads the public pages as they were built. */
export async function loadPublicSite(appDir: string): Promise<PublicSite> {
  const folder = publicSiteFolder(appDir);
  const assets = assetsSchema.parse(
    JSON.parse(await readFile(join(folder, "assets.json"), "utf8")),
  );
  const module = (await import(pathToFileURL(join(folder, "public-site.mjs")).href)) as {
    readonly createPublicSite: (assets: Assets) => PublicSite;
  };
  return module.createPublicSite(assets);
}
