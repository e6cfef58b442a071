import { once } from "node:events";
import { createServer, setGlobalProxyFromEnv } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { startForwardProxy } from "../src/testing/index.ts";
import { ExchangeFailure } from "../src/transport/exchange-failure.ts";
import { exchange } from "../src/transport/http-exchange.ts";

let leaveProxy = () => {};
afterEach(() => leaveProxy());

async function through(refusal?: number) {
  const proxy = await startForwardProxy(refusal);
  onTestFinished(() => proxy.close());
  use(`http://me:pass@127.0.0.1:${proxy.port}`);
  return proxy;
}

function use(address: string): void {
  leaveProxy = setGlobalProxyFromEnv({
    http_proxy: address,
    https_proxy: address,
    no_proxy: "127.0.0.1",
  });
}

async function ask(url: string) {
  return await exchange({
    ...{ method: "GET", url: new URL(url), headers: {}, body: null },
    ...{ timeoutMs: 5_000, maxBytes: 1_000 },
  });
}

async function failure(url: string): Promise<ExchangeFailure> {
  const error = await ask(url).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ExchangeFailure) return error;
  throw new Error("it was answered, or failed otherwise", { cause: error });
}

async function aServer(): Promise<number> {
  const server = createServer((request, response) => response.end(`Asked for ${request.url}`));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close().closeAllConnections());
  return (server.address() as AddressInfo).port;
}

test("an exchange goes by way of the proxy, and not where it shall not", async () => {
  const proxy = await through();
  const port = await aServer();
  expect((await ask(`http://reddit.test:${port}/a`)).body).toBe("Asked for /a");
  expect((await ask(`http://127.0.0.1:${port}/b`)).body).toBe("Asked for /b");
  expect(proxy.asked).toEqual([`reddit.test:${port}`]);
  expect(proxy.authorizations).toEqual([`Basic ${btoa("me:pass")}`]);
});

test.each([
  [407, /refuses to connect to https:\/\/reddit\.test \(407\).*user:password@host/],
  [403, /refuses to connect to https:\/\/reddit\.test \(403\).*NO_PROXY/],
])(
  "a proxy that refuses with %i is named as what refused: nothing was sent",
  async (status, told) => {
    await through(status);
    const { message, mayHaveArrived } = await failure("https://reddit.test/api");
    expect(message).toMatch(told);
    expect(mayHaveArrived).toBe(false);
  },
);

test("a proxy that cannot be reached is named, not what lies behind it", async () => {
  use("http://127.0.0.1:1");
  const dead = await failure("https://reddit.test/api");
  expect(dead.message).toBe(
    "could not connect to https://reddit.test (ECONNREFUSED at 127.0.0.1:1)",
  );
  expect(dead.mayHaveArrived).toBe(false);
  leaveProxy();
  use("http://no-such-proxy.invalid:3128");
  expect((await failure("https://reddit.test/api")).message).toMatch(
    /^could not connect to https:\/\/reddit\.test \(\w+ at no-such-proxy\.invalid\)$/,
  );
});

test("a certificate that a proxy put in Reddit's place is told, with the cure", () => {
  const cause = Object.assign(new Error("self-signed"), { code: "SELF_SIGNED_CERT_IN_CHAIN" });
  const error = new TypeError("fetch failed", { cause });
  const failed = ExchangeFailure.from(error, new URL("https://reddit.test/api"), null);
  expect(failed.message).toMatch(/\(SELF_SIGNED_CERT_IN_CHAIN\), .*NODE_EXTRA_CA_CERTS/);
  expect(failed.mayHaveArrived).toBe(false);
});
