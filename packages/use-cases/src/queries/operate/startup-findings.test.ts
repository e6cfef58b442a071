import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openTestInstallation } from "../../../test/test-installation.ts";
import { startupFindings } from "./startup-findings.ts";

test("a start finds what others may read, with its fix, and nothing where all is well", async () => {
  const installation = await openTestInstallation();
  const dataDir = await mkdtemp(join(tmpdir(), "appealmod-findings-"));
  onTestFinished(async () => {
    await installation.drop();
    await rm(dataDir, { recursive: true });
  });
  const config = { rootDir: dataDir, dataDir, logDir: join(dataDir, "logs") };
  // The disk of whoever runs this may be full.
  const found = async () =>
    (await startupFindings(installation, config)).filter(({ id }) => id !== "files.space");
  expect(await found()).toEqual([]);
  await chmod(dataDir, 0o755);
  const ofSite = join(dataDir, "certs", "site.yaml");
  await mkdir(join(dataDir, "certs"));
  await writeFile(ofSite, "", { mode: 0o640 });
  expect(await found()).toEqual([
    expect.objectContaining({ message: `${ofSite} can be read by others (0640).` }),
    {
      ...{ id: "files.mode", status: "failure" },
      message: `${dataDir} can be read by others (0755).`,
      fix: `chmod 0700 ${dataDir}, or pnpm appealmod doctor --fix`,
    },
  ]);
});
