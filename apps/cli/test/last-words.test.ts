import { Writable } from "node:stream";
import { loadConfig } from "@appealmod/config";
import { expect, it } from "vitest";
import { runCli } from "../src/run-cli.ts";
import { environment, rootDir } from "./command-line.ts";

it("tells what nobody foresaw without a secret of the settings", async () => {
  let said = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      said += chunk.toString();
      done();
    },
  });
  const secret = "hunter2-and-more";
  let times = 0;
  const code = await runCli(["settings"], {
    stdout: new Writable({
      write() {
        times += 1;
        throw new Error(`no luck with ${secret} and /form/AbCdEf123`);
      },
    }),
    stderr: stream,
    loadConfig: () =>
      loadConfig({ env: environment({ APPEALMOD_CLIENT_SECRET: secret }), rootDir }),
    now: () => new Date(),
    currentDir: rootDir,
  });
  expect({ code, times }).toEqual({ code: 1, times: 1 });
  expect(said).toContain("no luck with [redacted] and /form/[redacted]");
  expect(said).not.toContain(secret);
});
