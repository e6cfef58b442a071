import { expect, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";

const load = (list: string) =>
  loadConfig({
    env: { APPEALMOD_TRUSTED_PROXIES: list },
    rootDir: import.meta.dirname,
  }).trustedProxies;

function problemOf(list: string): string {
  try {
    load(list);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join("\n");
    throw error;
  }
  throw new Error(`${list} was accepted`);
}

test.each([
  ["10.0.0.2, 192.168.0.0/16", ["10.0.0.2", "192.168.0.0/16"]],
  ["::1,[::1],0:0:0:0:0:0:0:1", ["::1"]],
  ["2001:DB8:0:0::7", ["2001:db8::7"]],
  ["FD00::/8", ["fd00::/8"]],
  ["::ffff:10.0.0.2", ["10.0.0.2"]],
  ["::FFFF:0a00:0000/104", ["10.0.0.0/8"]],
  ["", []],
])("trusted proxies %j are %j, however they are spelled", (written, meant) => {
  expect(load(written)).toEqual(meant);
});

test.each([
  ["10.0.0.2:8080", "leave the port out"],
  ["[::1]:443", "leave the port out"],
  ["nginx", "names are not looked up"],
  ["loopback", "names are not looked up"],
  ["10.0.0.0/33", "length"],
  ["10.0.0.0/255.0.0.0", "length"],
  ["10.0.0.0/8/8", "allowed: an address, or a range"],
  ["10.0.0", "allowed: an address, or a range"],
  ["0x7f.1", "allowed: an address, or a range"],
  ["2001:db8::/129", "length"],
  ["0.0.0.0/0", "would believe everybody"],
  ["::/0", "would believe everybody"],
  ["::ffff:0:0/96", "would believe everybody"],
])("trusted proxies %j are refused, and it is said why", (written, why) => {
  const problem = problemOf(`127.0.0.1,${written}`);
  expect(problem).toContain("trusted_proxies[1] (the environment)");
  expect(problem).toContain(written);
  expect(problem).toContain(why);
});
