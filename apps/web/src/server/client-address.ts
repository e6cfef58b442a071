import { isIP } from "node:net";

/**
 * The address that a request comes from. A proxy's word counts only where the setting
 * `trusted_proxies` names that proxy: anybody can write the header.
 *
 * @param forwarded the header X-Forwarded-For; each proxy adds whom it was asked by
 * @returns for IPv6 the first 64 bits alone: one subscriber has all of them
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwarded: string | undefined,
  trustedProxies: readonly string[],
): string {
  const trusted = new Set(trustedProxies.map(plain));
  const chain = (forwarded ?? "").split(",").map(plain).filter(Boolean);
  let address = plain(socketAddress ?? "unknown");
  while (trusted.has(address)) {
    const before = chain.pop();
    if (before === undefined) break;
    address = before;
  }
  return isIP(address) === 6 ? networkOf(address) : address;
}

function plain(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, "");
}

function networkOf(address: string): string {
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(missing).fill("0"), ...right];
  return `${groups.slice(0, 4).join(":")}::/64`.toLowerCase();
}
