import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

test("nobody's word counts but a trusted proxy's", () => {
  expect(clientAddress("192.0.2.1", "10.0.0.1", [])).toBe("192.0.2.1");
  expect(clientAddress("127.0.0.1", "192.0.2.1", ["127.0.0.1"])).toBe("192.0.2.1");
  expect(clientAddress("::ffff:127.0.0.1", "192.0.2.1", ["127.0.0.1"])).toBe("192.0.2.1");
});

test("what a client wrote before its proxy is not believed", () => {
  expect(clientAddress("127.0.0.1", "6.6.6.6, 192.0.2.1", ["127.0.0.1"])).toBe("192.0.2.1");
  const two = ["127.0.0.1", "10.0.0.2"];
  expect(clientAddress("127.0.0.1", "6.6.6.6, 192.0.2.1, 10.0.0.2", two)).toBe("192.0.2.1");
});

test("an IPv6 subscriber is one client", () => {
  const one = clientAddress("2001:db8:1:2::7", undefined, []);
  expect(clientAddress("2001:db8:1:2:ffff::9", undefined, [])).toBe(one);
  expect(clientAddress("2001:db8:1:3::7", undefined, [])).not.toBe(one);
});

test("a proxy that names nobody is the client itself", () => {
  expect(clientAddress("127.0.0.1", undefined, ["127.0.0.1"])).toBe("127.0.0.1");
  expect(clientAddress(undefined, undefined, [])).toBe("unknown");
});
