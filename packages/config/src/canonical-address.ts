import { isIP, SocketAddress } from "node:net";

/**
 * The one spelling of an IP address: IPv6 in small letters, compressed and without a zone; an
 * IPv4 address that a socket (`::ffff:192.0.2.1`) or a translator (`64:ff9b::192.0.2.1`, RFC
 * 6052) wrote as IPv6, as IPv4.
 *
 * Node's own parser does it; the package ipaddr.js takes `0x7f.1` as well, which neither a
 * header nor a setting means.
 *
 * @returns null when the text is anything but one address
 */
export function canonicalAddress(text: string): string | null {
  const family = isIP(text);
  if (family === 0) return null;
  if (family === 4) return text;
  const { address } = new SocketAddress({ address: text, family: "ipv6" });
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? [];
  const [, translated] = /^64:ff9b::([\da-f]+:[\da-f]+)$/.exec(address) ?? [];
  return mapped ?? (translated ? canonicalAddress(`::ffff:${translated}`) : address);
}
