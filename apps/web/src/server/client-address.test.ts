import { describe, expect, test } from "vitest";
import { addressMatcher } from "./address-matcher.ts";
import { type AskedBy, clientAddress } from "./client-address.ts";

const from = (asked: Partial<AskedBy>, trusted: readonly string[] = ["127.0.0.1"]) =>
  clientAddress(
    { socketAddress: "127.0.0.1", forwardedFor: undefined, forwarded: undefined, ...asked },
    addressMatcher(trusted),
  );
const client = (forwardedFor: string, trusted?: readonly string[]) =>
  from({ forwardedFor }, trusted).client;

describe("whose word counts", () => {
  test("nobody's but a trusted proxy's", () => {
    const asked = {
      socketAddress: "192.0.2.1",
      forwardedFor: "10.0.0.1",
      forwarded: "for=10.0.0.1",
    };
    expect(from(asked, []).client).toBe("192.0.2.1");
    expect(client("192.0.2.1")).toBe("192.0.2.1");
    expect(from({ socketAddress: "::ffff:127.0.0.1", forwardedFor: "192.0.2.1" }).client).toBe(
      "192.0.2.1",
    );
  });

  test("what a client wrote before its proxy is not believed", () => {
    expect(client("6.6.6.6, 192.0.2.1")).toBe("192.0.2.1");
    expect(client("6.6.6.6, 192.0.2.1, 10.0.0.2", ["127.0.0.1", "10.0.0.2"])).toBe("192.0.2.1");
  });

  test("a range names all proxies in it, in whatever spelling they come", () => {
    const trusted = ["127.0.0.1", "10.0.0.0/8", "2001:db8:aaaa::/48"];
    const chain = "192.0.2.1, ::ffff:10.9.8.7, [2001:DB8:AAAA:0::1]:443, 10.1.1.1:80";
    expect(client(chain, trusted)).toBe("192.0.2.1");
    expect(client(chain.replace("AAAA", "BBBB"), trusted)).toBe("2001:db8:bbbb:0::/64");
  });

  test("a proxy that names nobody is the client itself", () => {
    expect(from({}).client).toBe("127.0.0.1");
    expect(client(" , ")).toBe("127.0.0.1");
    expect(from({ socketAddress: undefined }, []).client).toBe("unknown");
  });
});

describe("one client is one address", () => {
  test.each([
    "203.0.113.8",
    "203.0.113.8:50000",
    "203.0.113.8:50001",
    " 203.0.113.8:443 ",
    '"203.0.113.8:443"',
    "::ffff:203.0.113.8",
    "::FFFF:cb00:7108",
    "[::ffff:203.0.113.8]:50000",
    "64:ff9b::203.0.113.8",
    "203.0.113.8:_port",
    "6.6.6.6:1,203.0.113.8:50000",
    "6.6.6.6 ,, 203.0.113.8:50000,",
    'evil", 203.0.113.8:50000',
  ])("in X-Forwarded-For: %s", (header) => {
    expect(client(header)).toBe("203.0.113.8");
  });

  test.each([
    "2001:db8:1:2::7",
    "[2001:db8:1:2::7]",
    "[2001:db8:1:2::7]:443",
    '"[2001:db8:1:2::7]:443"',
    " [2001:DB8:0001:2:ffff::9]:8080 ",
    "2001:db8:1:2:0:0:0:9",
    "2001:db8:1:2:0:0:0:9:443",
    "2001:db8:1:2::1.2.3.4",
  ])("of a subscriber with IPv6, in X-Forwarded-For: %s", (header) => {
    expect(client(header)).toBe("2001:db8:1:2::/64");
  });

  test("two subscribers with IPv6 are two clients", () => {
    expect(client("2001:db8:1:3::7")).not.toBe(client("2001:db8:1:2::7"));
    expect(client("2001:db8::7")).toBe("2001:db8:0:0::/64");
  });

  test.each([
    "unknown",
    "_hidden",
    "_SEVKISEK:47",
    "unknown:1",
    "0x7f.1",
    "203.0.113",
    "203.0.113.8.9",
    "[203.0.113.8",
    "example.org:80",
    "6.6.6.6, unknown",
    "[]:1",
    ":80",
  ])("a proxy that hides whom it was asked by answers for them: %s", (header) => {
    expect(client(header)).toBe("127.0.0.1");
  });
});

describe("the header Forwarded", () => {
  const forwarded = (header: string) => from({ forwarded: header }).client;

  test.each([
    "for=203.0.113.8",
    "For=203.0.113.8;proto=https;by=10.0.0.1",
    'proto=https; for="203.0.113.8:50000"',
    'for="_gazonk", for="203.0.113.8:47011"',
    'for="[::ffff:203.0.113.8]:1"',
    'for="evil, for=203.0.113.8',
    'for="evil\\", for="203.0.113.8:1"',
  ])("names the client where X-Forwarded-For does not: %s", (header) => {
    expect(forwarded(header)).toBe("203.0.113.8");
  });

  test.each(["for=unknown", "for=_hidden", 'for="_hidden:_port"', "proto=https", "for=", "for"])(
    "may name nobody: %s",
    (header) => {
      expect(forwarded(header)).toBe("127.0.0.1");
    },
  );

  test("counts for nothing beside X-Forwarded-For: the client may have written it", () => {
    const asked = { forwardedFor: "203.0.113.8", forwarded: "for=6.6.6.6" };
    expect(from(asked).client).toBe("203.0.113.8");
    expect(from({ forwarded: 'for="[2001:DB8:1:2::7]:1"' }).client).toBe("2001:db8:1:2::/64");
  });
});

describe("a proxy that no setting names", () => {
  test("is told where it is in a private network and says whom it was asked by", () => {
    const behind = (socketAddress: string, trusted: readonly string[] = []) =>
      from({ socketAddress, forwardedFor: "203.0.113.8" }, trusted).unnamedProxy;
    for (const address of ["172.18.0.3", "127.0.0.1", "::1", "fd00::7", "100.64.0.1"])
      expect(behind(address)).toBe(address);
    expect(behind("::ffff:172.18.0.3")).toBe("172.18.0.3");
    expect(behind("172.18.0.3", ["172.18.0.3"])).toBeNull();
    expect(behind("192.0.2.1")).toBeNull();
    expect(from({ forwardedFor: undefined }, []).unnamedProxy).toBeNull();
    expect(from({ forwarded: "for=203.0.113.8" }, []).unnamedProxy).toBe("127.0.0.1");
  });

  test("is told as well where it stands behind one that is named", () => {
    const asked = { forwardedFor: "203.0.113.8, 172.18.0.3" };
    expect(from(asked)).toEqual({ client: "172.18.0.3", unnamedProxy: "172.18.0.3" });
  });
});
