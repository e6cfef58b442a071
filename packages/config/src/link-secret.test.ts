import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "@appealmod/config";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ensureLinkSecret } from "./link-secret.ts";

const fileSystem = vi.hoisted(() => ({ refusal: "" }));
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const link: typeof real.link = async (from, to) => {
    if (fileSystem.refusal === "") return await real.link(from, to);
    throw Object.assign(new Error(`${fileSystem.refusal}: link`), { code: fileSystem.refusal });
  };
  return { ...real, link };
});

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "appealmod-secret-"));
});
afterEach(async () => {
  fileSystem.refusal = "";
  await rm(dataDir, { recursive: true });
});

// What exFAT, network folders and some FUSE file systems answer to a hard link.
describe.each(["", "EPERM", "ENOTSUP", "ENOSYS"])("where a hard link meets %j", (refusal) => {
  test("a secret is made once and kept for its owner alone", async () => {
    fileSystem.refusal = refusal;
    const all = await Promise.all(
      Array.from({ length: 8 }, () => ensureLinkSecret(undefined, dataDir)),
    );
    const [first] = all;
    expect(new Set([...all, await ensureLinkSecret(undefined, dataDir)])).toEqual(new Set([first]));
    expect(first?.length).toBeGreaterThan(40);
    expect(await readdir(dataDir)).toEqual(["link-secret"]);
    expect((await stat(join(dataDir, "link-secret"))).mode & 0o777).toBe(0o600);
  });
});

test("one that is being written by another process is waited for", async () => {
  await writeFile(join(dataDir, "link-secret"), "");
  const secret = ensureLinkSecret(undefined, dataDir);
  await writeFile(join(dataDir, "link-secret"), "written-by-another-process-in-full");
  expect(await secret).toBe("written-by-another-process-in-full");
});

test.each(["", "half", "one less than thirty-two letters".slice(1)])(
  "a file that was cut off (%j) is no secret",
  async (left) => {
    await writeFile(join(dataDir, "link-secret"), left);
    const attempt = ensureLinkSecret(undefined, dataDir, 60);
    await expect(attempt).rejects.toThrow(ConfigError);
    await expect(attempt).rejects.toThrow("link-secret is cut off; remove it");
    expect(await readFile(join(dataDir, "link-secret"), "utf8")).toBe(left);
  },
);
