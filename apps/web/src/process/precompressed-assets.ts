import { readdir, readFile, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** Of files that grow smaller when they are packed. */
const types: Readonly<Record<string, string>> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
  ".svg": "image/svg+xml",
};

/** Of all files that public pages come with. */
export const fileTypes: Readonly<Record<string, string>> = { ...types, ".png": "image/png" };

interface BuiltFile {
  readonly type: string;
  readonly body: Buffer;
}

/** Scripts and styles of a build, by the path in their address. */
export type PrecompressedAssets = ReadonlyMap<string, BuiltFile>;

const compress = promisify(brotliCompress);

/** Packs a build's scripts and styles once, smaller than packing per request could afford. */
export async function precompressAssets(buildDir: string): Promise<void> {
  for (const file of await filesIn(buildDir, Object.keys(types))) {
    const packed = await compress(await readFile(file), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
    });
    await writeFile(`${file}.br`, packed);
  }
}

/** Reads what was packed into memory: it is less than one picture. */
export async function loadPrecompressedAssets(buildDir: string): Promise<PrecompressedAssets> {
  const files = await filesIn(buildDir, [".br"]);
  return new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, BuiltFile]> => {
        const original = file.slice(0, -".br".length);
        const type = types[extname(original)] ?? "application/octet-stream";
        return [addressOf(original, buildDir), { type, body: await readFile(file) }];
      }),
    ),
  );
}

/** The address of every file of a build that a browser may ask for. */
export async function builtFiles(buildDir: string): Promise<ReadonlySet<string>> {
  const files = await filesIn(buildDir, null);
  return new Set(
    files.filter((file) => !file.endsWith(".br")).map((file) => addressOf(file, buildDir)),
  );
}

function addressOf(file: string, buildDir: string): string {
  return `/_next/${relative(buildDir, file).split(sep).map(encodeURIComponent).join("/")}`;
}

/** @returns whether the request was for a packed file and is answered */
export function servePrecompressed(
  request: IncomingMessage,
  response: ServerResponse,
  files: PrecompressedAssets,
): boolean {
  if (!/\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""))) return false;
  return sendBuiltFile(request, response, files, "br");
}

/** @returns whether the request was for one of these files and is answered */
export function sendBuiltFile(
  request: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, BuiltFile>,
  encoding?: "br",
): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const file = files.get((request.url ?? "").split("?")[0] ?? "");
  if (!file) return false;
  response.writeHead(200, {
    "Content-Type": file.type,
    ...(encoding ? { "Content-Encoding": encoding } : {}),
    "Content-Length": file.body.length,
    // The name changes with the content.
    "Cache-Control": "public, max-age=31536000, immutable",
    Vary: "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(request.method === "HEAD" ? undefined : file.body);
  return true;
}

async function filesIn(
  buildDir: string,
  endings: readonly string[] | null,
): Promise<readonly string[]> {
  const entries = await readdir(join(buildDir, "static"), {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile() && (endings?.includes(extname(entry.name)) ?? true))
    .map((entry) => join(entry.parentPath, entry.name));
}
