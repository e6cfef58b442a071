import { isIP } from "node:net";
import { z } from "zod";
import { canonicalAddress } from "./canonical-address.ts";
import { kindOf } from "./value-in-words.ts";
import type { ValueKind } from "./value-kinds.ts";

const allowed = "an address, or a range such as 10.0.0.0/8 or fd00::/8";

/** Addresses and ranges in CIDR notation, in their one spelling, each once. */
export function addressRanges(): ValueKind<readonly string[]> {
  const entry = z.unknown().transform((value, context) => {
    const read = readRange(value);
    if ("range" in read) return read.range;
    context.addIssue({ code: "custom", message: `${read.problem}; allowed: ${allowed}` });
    return z.NEVER;
  });
  const split = (value: unknown) =>
    typeof value === "string" ? value.split(",").filter((part) => part.trim() !== "") : value;
  const schema = z
    .preprocess(split, z.array(entry))
    .transform((ranges) => Object.freeze([...new Set(ranges)]));
  return {
    schema: schema as unknown as z.ZodType<readonly string[]>,
    fromText: (text) => text,
    allowed: "a list of addresses and ranges (10.0.0.0/8); in the environment separated by commas",
    hasParts: true,
  };
}

function readRange(value: unknown): { readonly range: string } | { readonly problem: string } {
  if (typeof value !== "string") return { problem: `is ${kindOf(value)}; write it in quotes` };
  const [written = "", bits, ...rest] = value.trim().split("/");
  const shown = JSON.stringify(value.trim());
  const bare = written.replace(/^\[(.*)\]$/, "$1");
  const address = canonicalAddress(bare);
  if (address === null || rest.length > 0)
    return { problem: `is ${shown}${whyNoAddress(written)}` };
  if (bits === undefined) return { range: address };
  const length = prefixLength(bare, address, bits);
  if (length === null) return { problem: `is ${shown}, whose length is none of that address` };
  if (length <= 0) return { problem: `is ${shown}, which would believe everybody` };
  return { range: `${address}/${length}` };
}

function whyNoAddress(written: string): string {
  if (/^\[.*\]:\d+$|^[\d.]+:\d+$/.test(written))
    return ": a proxy is known by its address, whatever the port; leave the port out";
  if (/[g-z]/i.test(written)) return ", a name: names are not looked up";
  return "";
}

/** Of an IPv4 address that was written as IPv6, the length is that of the IPv4 part. */
function prefixLength(written: string, address: string, bits: string): number | null {
  const length = /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (!(length <= (isIP(written) === 4 ? 32 : 128))) return null;
  return isIP(written) === isIP(address) ? length : length - 96;
}
