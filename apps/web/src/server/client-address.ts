import { isIP } from "node:net";
import { canonicalAddress } from "@appealmod/config";
import { addressMatcher } from "./address-matcher.ts";
import { hopsOf } from "./forwarded-hops.ts";

/** What a request tells of whom it comes from. */
export interface AskedBy {
  readonly socketAddress: string | undefined;
  /** The header X-Forwarded-For; each proxy adds whom it was asked by. */
  readonly forwardedFor: string | undefined;
  /** The header Forwarded (RFC 7239), which says the same. */
  readonly forwarded: string | undefined;
}

export interface Client {
  /** For IPv6 the first 64 bits alone: one subscriber has all of them. */
  readonly client: string;
  /**
   * An address in a private network that is counted as the client although it names another:
   * a proxy, probably, that `trusted_proxies` leaves out.
   */
  readonly unnamedProxy: string | null;
}

const isPrivate = addressMatcher([
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16"],
  // Of providers and of networks such as Tailscale's.
  "100.64.0.0/10",
  ...["::1", "fc00::/7", "fe80::/10"],
]);

/**
 * The address that a request comes from. A proxy's word counts only where the setting
 * `trusted_proxies` names that proxy: anybody can write the header. A hop that is hidden or
 * unreadable is the client of nobody: the proxy that wrote it stands for all of those.
 */
export function clientAddress(asked: AskedBy, isTrusted: (address: string) => boolean): Client {
  const hops = hopsOf(asked);
  let address = canonicalAddress(asked.socketAddress ?? "");
  while (address !== null && isTrusted(address)) {
    const hop = hops.pop();
    if (hop === undefined || hop === null) return { client: clientOf(address), unnamedProxy: null };
    address = hop;
  }
  if (address === null) return { client: "unknown", unnamedProxy: null };
  const isUnnamed = hops.length > 0 && isPrivate(address);
  return { client: clientOf(address), unnamedProxy: isUnnamed ? address : null };
}

function clientOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(missing).fill("0"), ...right];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
