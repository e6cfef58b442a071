import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";
import { loadSiteConfig, type SiteConfig } from "./site-config.ts";

/** The settings of this process: its environment, and the files of the repository it runs in. */
export function configFromEnvironment(): Config {
  return loadConfig({ env: process.env, rootDir: findRootDir() });
}

/** The same of the site's process. */
export function siteConfigFromEnvironment(): SiteConfig {
  return loadSiteConfig({ env: process.env, rootDir: findRootDir() });
}

/**
 * The repository's root: the nearest folder with `pnpm-workspace.yaml`, looked for upwards from
 * this file and, where a bundler has moved this file elsewhere, from the current folder.
 */
export function findRootDir(
  starts: readonly string[] = [import.meta.dirname, process.cwd()],
): string {
  for (const start of starts) {
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, "pnpm-workspace.yaml"))) return folder;
      if (folder === dirname(folder)) break;
    }
  }
  throw new ConfigError("The repository's root was not found:", [
    `no folder above ${starts.join(" or ")} holds pnpm-workspace.yaml; start the program from within the repository`,
  ]);
}
