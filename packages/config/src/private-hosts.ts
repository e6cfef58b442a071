import { BlockList, isIP } from "node:net";

/** Addresses that lead nowhere from the internet (RFC 6890). */
const privateAddresses = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  privateAddresses.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  privateAddresses.addSubnet(net, prefix, "ipv6");

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether the host of an address is known within one machine or network only. */
export function isPrivateHost(address: string): boolean {
  const host = hostOf(address);
  const family = isIP(host);
  if (family !== 0) return privateAddresses.check(host, family === 6 ? "ipv6" : "ipv4");
  return !host.includes(".") || /\.(?:localhost|local|internal|home\.arpa|test)$/.test(host);
}

/** Whether what is sent to an address never leaves the machine. */
export function isLoopback(address: string): boolean {
  const host = hostOf(address);
  const family = isIP(host);
  if (family !== 0) return loopback.check(host, family === 6 ? "ipv6" : "ipv4");
  return /(?:^|\.)localhost$/.test(host);
}

function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}
