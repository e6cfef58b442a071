import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { addressMatcher } from "../server/address-matcher.ts";
import { createConcurrencyLimit } from "./concurrency-limit.ts";
import { isWithinLimits } from "./limit-requests.ts";
import { warnOfUnnamedProxy } from "./warn-of-unnamed-proxy.ts";

async function siteWith(trustedProxies: readonly string[]) {
  const counted = new Set<string>();
  const warnings: { readonly event: string; readonly message: string }[] = [];
  const limits = {
    limiter: {
      async allows(_name: string, who: string) {
        counted.add(who);
        return true;
      },
    },
    concurrencyLimit: createConcurrencyLimit(),
    isTrusted: addressMatcher(trustedProxies),
    onUnnamedProxy: warnOfUnnamedProxy({
      warn: (event, message) => void warnings.push({ event, message }),
    }),
  };
  const server = createServer((request, response) => {
    void isWithinLimits(request, response, limits).then(() => response.end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return {
    counted,
    warnings,
    ask: async (headers: HeadersInit) => {
      await (await fetch(`http://127.0.0.1:${port}/sign-up`, { method: "POST", headers })).text();
    },
  };
}

test("one client is counted as one, whichever port and header the proxy names it by", async () => {
  const { counted, warnings, ask } = await siteWith(["127.0.0.0/8"]);
  await ask({ "x-forwarded-for": "203.0.113.8:50000" });
  await ask({ "x-forwarded-for": "203.0.113.8:50001" });
  await ask([
    ["x-forwarded-for", "6.6.6.6"],
    ["x-forwarded-for", '"203.0.113.8:443"'],
  ]);
  await ask({ forwarded: 'for="203.0.113.8:50000";proto=https' });
  expect([...counted]).toEqual(["203.0.113.8"]);
  expect(warnings).toEqual([]);
});

test("a proxy that no setting names is told once, with the setting that cures it", async () => {
  const { counted, warnings, ask } = await siteWith([]);
  await ask({});
  expect(warnings).toEqual([]);
  for (const client of ["203.0.113.8", "203.0.113.9"]) await ask({ "x-forwarded-for": client });
  expect([...counted]).toEqual(["127.0.0.1"]);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatchObject({
    event: "proxy-not-trusted",
    message: expect.stringContaining("APPEALMOD_TRUSTED_PROXIES=127.0.0.1"),
  });
});
