import { withoutUnseen } from "@appealmod/core/visible-characters";

/** A mail server takes no more (RFC 5321, 4.5.3.1). */
const longestLocalPart = 64;
const longestDomain = 253;

// Letters of all scripts (RFC 6531) and every sign of RFC 5322 that needs no quotation marks. Dots
// may stand anywhere: large providers have given out such addresses.
const plainLocalPart = /^[^\s\p{Cc}()<>[\]:;,\\"@]+$/u;
const quotedLocalPart = /^"(?:[^\s\p{Cc}\\"]|\\[!-~])+"$/u;
const addressLiteral = /^\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9a-f:.]{2,45})\]$/i;
// What would be no part of a host's name in a web address, and would be read as something else.
const noHost = /[\s\p{Cc}/:?#@[\]\\%<>"(),;]/u;
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * The e-mail address that somebody has written, as a mail server takes it: one with letters of any
 * script, before the @ and after it. Line ends, control characters, spaces and a second address are
 * refused, so that it can stand in a mail's head. The page and the server judge by the same rule.
 *
 * @returns it without what was copied along; undefined where it is none
 */
export function emailAddress(written: string): string | undefined {
  const address = withoutWrapping(written);
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, Math.max(0, at)), address.slice(at + 1)];
  if (local.length > longestLocalPart || domain.length > longestDomain) return undefined;
  if (!plainLocalPart.test(local) && !quotedLocalPart.test(local)) return undefined;
  return addressLiteral.test(domain) || isHost(domain) ? address : undefined;
}

function isHost(domain: string): boolean {
  if (noHost.test(domain) || !URL.canParse(`http://${domain}`)) return false;
  const { hostname } = new URL(`http://${domain}`);
  const labels = hostname.split(".");
  const isNumber = /^\d+$/.test(labels.at(-1) ?? "");
  return (
    labels.length > 1 &&
    hostname.length <= longestDomain &&
    labels.every((one) => label.test(one)) &&
    !isNumber
  );
}

// Joiners belong to the spelling of Persian or Hindi, and are never part of a Latin word.
const strayJoiners = /(?<=^|[!-~])\p{Join_Control}+|\p{Join_Control}+(?=[!-~]|$)/gu;

/** Without brackets and stops around it, and without what nobody sees in it. */
function withoutWrapping(written: string): string {
  const text = written.trim();
  // Taken out with what nobody sees, a line end would join two lines to one address.
  if (text.length > 1000 || /[\p{Cc}\p{Cs}]/u.test(text)) return "";
  return text
    .replace(/\P{Join_Control}+/gu, (part) => withoutUnseen(part))
    .replace(strayJoiners, "")
    .replace(/^[\s(<“«‘„‚‹「『【]+/u, "")
    .replace(/[\s)>”»’“‘›」』】.,;:!?]+$/u, "")
    .replace(/^mailto:([^?]*).*$/i, "$1")
    .normalize("NFC");
}
