import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import tailwind from "@tailwindcss/postcss";
import { type BuildOptions, build, stop } from "esbuild";
import postcss from "postcss";
import type { Assets } from "../public-site/assets.ts";
import { publicFileAddress, publicSiteFolders } from "./load-public-site.ts";

const scriptNames = ["appeal-form", "local-times", "short-form"] as const;

/** Browsers from five years ago on; older ones have the pages without a script. */
const target = ["chrome91", "firefox91", "safari15"];

/**
 * Makes what the public pages need: one module that renders them, a script for each kind of form,
 * and one style sheet. Files for browsers go where the framework keeps its own.
 *
 * @param isDev leaves them readable, and asks for none of a build
 */
export async function buildPublicSite(appDir: string, isDev = false): Promise<void> {
  const { server: folder, browser: files } = publicSiteFolders(appDir, isDev);
  await mkdir(folder, { recursive: true });
  await mkdir(files, { recursive: true });
  const put = async (name: string, ending: string, content: string | Uint8Array) => {
    const hash = createHash("sha256").update(content).digest();
    const file = `${name}-${hash.toString("base64url").slice(0, 12)}.${ending}`;
    await writeFile(join(files, file), content);
    return {
      address: publicFileAddress(file),
      hash: `sha256-${hash.toString("base64")}`,
    };
  };
  const asset = async (name: string, file: string) => {
    const [, ending = ""] = file.split(".");
    return (await put(name, ending, await readFile(join(appDir, "src", file)))).address;
  };
  const script = async (name: (typeof scriptNames)[number]) => {
    const made = await build({
      entryPoints: [join(appDir, "src", "browser", `${name}.ts`)],
      ...{ bundle: true, format: "iife", minify: !isDev, target, write: false },
    });
    return [name, await put(name, "js", made.outputFiles[0]?.contents ?? "")] as const;
  };
  const [style, icon, touchIcon, picture, ...scripts] = await Promise.all([
    styleSheet(appDir, isDev).then((css) => put("site", "css", css)),
    asset("icon", "app/icon.svg"),
    asset("touch-icon", "images/touch-icon.png"),
    asset("preview", "images/preview.png"),
    ...scriptNames.map(script),
  ]);
  const assets = {
    style: style.address,
    ...{ icon, touchIcon, picture },
    scripts: Object.fromEntries(scripts) as Assets["scripts"],
  } satisfies Assets;
  await writeFile(join(folder, "assets.json"), JSON.stringify(assets));
  await build(serverModule(appDir, folder));
  // It leaves a process of its own waiting for more.
  await stop();
}

function serverModule(appDir: string, folder: string): BuildOptions {
  return {
    entryPoints: [join(appDir, "src", "public-site", "public-site.ts")],
    outfile: join(folder, "public-site.mjs"),
    ...{ bundle: true, platform: "node", format: "esm", target: "node24", jsx: "automatic" },
    packages: "external",
    // The same words without the framework, and parsed once.
    alias: { "next-intl": join(appDir, "src", "public-site", "intl.tsx") },
  };
}

async function styleSheet(appDir: string, isDev: boolean): Promise<string> {
  const from = join(appDir, "src", "design", "public.css");
  const made = await postcss([tailwind({ base: appDir, optimize: !isDev })]).process(
    await readFile(from, "utf8"),
    { from },
  );
  return made.css;
}
