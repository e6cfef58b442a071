import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Assets, assetsSchema } from "../public-site/assets.ts";
import type { PublicSite } from "../public-site/public-site.ts";
import { fileTypes, sendBuiltFile } from "./precompressed-assets.ts";

/** Where the public site's own files lie in a build. What is built from the sources lies apart. */
export function publicSiteFolders(appDir: string, isDev: boolean) {
  const build = join(appDir, ".next");
  return isDev
    ? { server: join(build, "public-site-dev"), browser: join(build, "public-site-dev", "static") }
    : { server: join(build, "public-site"), browser: join(build, "static", "public-site") };
}

/** The address of a file of the public pages. */
export function publicFileAddress(file: string): string {
  return `/_next/static/public-site/${file}`;
}

/**
 * Loads the public pages as they were built, and their files for browsers that take none packed: the
 * framework, which would serve them, is not started for a picture.
 *
 * @param builtAt of pages that are built from the sources, again and again: when
 */
export async function loadPublicSite(appDir: string, builtAt?: number): Promise<PublicSite> {
  const { server, browser } = publicSiteFolders(appDir, builtAt !== undefined);
  const assets = assetsSchema.parse(
    JSON.parse(await readFile(join(server, "assets.json"), "utf8")),
  );
  const names = (await readdir(browser)).filter((name) => Object.hasOwn(fileTypes, extname(name)));
  const files = new Map(
    await Promise.all(
      names.map(async (name) => {
        const body = await readFile(join(browser, name));
        return [publicFileAddress(name), { type: fileTypes[extname(name)] ?? "", body }] as const;
      }),
    ),
  );
  const { href } = pathToFileURL(join(server, "public-site.mjs"));
  const module = (await import(builtAt === undefined ? href : `${href}?${builtAt}`)) as {
    readonly createPublicSite: (assets: Assets) => PublicSite;
  };
  const site = module.createPublicSite(assets);
  return {
    answer: site.answer,
    answerShared: (request, response) =>
      sendBuiltFile(request, response, files) || site.answerShared(request, response),
  };
}
