#!/usr/bin/env node
import { join } from "node:path";
import { findRootDir } from "@appealmod/config";
import { ensureBuild } from "../src/process/ensure-build.ts";

// As `pnpm web` does at its start, so that whoever starts the site afterwards finds it built.
await ensureBuild({
  appDir: join(import.meta.dirname, ".."),
  rootDir: findRootDir(),
  notice: (line) => process.stderr.write(`${line}\n`),
});
