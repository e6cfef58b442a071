import fc from "fast-check";
import { expect, test } from "vitest";
import { formAddress } from "./form-address.ts";

const token = "aB3-_xYz0123456789aB3-_xYz0123456789aB3-_xY";
const anyToken = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/);

test("a clean address stays", () => {
  fc.assert(
    fc.property(anyToken, (one) => {
      for (const rest of ["", "?saved=1", "?utm_source=x"])
        expect(formAddress(`/form/${one}${rest}`)).toBeNull();
    }),
  );
});

test("whatever stands around a token or is unseen in it, its letters are found as they are", () => {
  const stuck = fc.stringMatching(/^[.,;:!?)\]}>*'"”’»」。،\s]{0,6}$/);
  const unseen = fc.constantFrom("\u200B", "\u00AD", "\u2060", "\n", " ", "\\", "=\r\n", "\n> ");
  fc.assert(
    fc.property(anyToken, stuck, stuck, unseen, fc.nat(43), (one, before, after, within, at) => {
      const torn = one.slice(0, at) + within + one.slice(at);
      const path = `/form/${encodeURIComponent(before + torn)}.${encodeURIComponent(after)}`;
      expect(formAddress(path)).toBe(`/form/${one}`);
    }),
  );
});

test("hyphens stay hyphens, and a token that ends in one is not cut", () => {
  const hyphens = `${token.slice(0, 41)}-_`;
  expect(formAddress(`/form/${hyphens}_`)).toBe(`/form/${hyphens}`);
  expect(formAddress(`/FORM/${hyphens}`)).toBe(`/form/${hyphens}`);
});

test.each([
  "/",
  "/form",
  "/form/",
  "/FORM/",
  `/form/${token.slice(1)}`,
  `/form/${token}x`,
  `/FORM/${token}--0`,
  `/form/${token}${token}`,
  `/form?x=/form/${token}`,
  `/sign-up/form/${token}`,
  `/platform/${token}`,
  `http://evil.example/form/${token}`,
  `/${token}`,
  "*",
])("%s leads to no form", (url) => {
  expect(formAddress(url)).toBeNull();
});

test("nothing but a form's own address comes out, at once, whatever goes in", () => {
  const part = fc.constantFrom(
    "/",
    "form",
    "%",
    "%2f",
    "%0d%0a",
    "?",
    "&",
    token,
    "//evil.example",
  );
  const any = fc.oneof(fc.string({ unit: "grapheme" }), part);
  fc.assert(
    fc.property(fc.array(any), (parts) => {
      const address = formAddress(`/form/${parts.join("")}`);
      if (address !== null)
        expect(address).toMatch(/^\/form\/[A-Za-z0-9_-]{43}(?:\?language=[a-z]{2})?$/);
    }),
  );
  const before = process.cpuUsage();
  for (const long of ["form/", "/form/", "%", "%25", "%0A", "&amp;", "=%0A", "x"])
    formAddress(`/form/${long.repeat(16_000 / long.length)}`);
  const { user, system } = process.cpuUsage(before);
  // Where something is tried in every way there is, it takes minutes.
  expect(user + system).toBeLessThan(2_000_000);
});
