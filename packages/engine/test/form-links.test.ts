import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createFormLinks } from "../src/index.ts";
import { secret } from "./stage.ts";

describe("form links", () => {
  it("stay the same for an appeal, so that a reminder repeats the invite's link", () => {
    const one = createFormLinks(secret, "https://appeals.example").linkFor("appeal-1");
    const other = createFormLinks(secret, "https://appeals.example").linkFor("appeal-1");
    expect(one).toEqual(other);
  });

  it("stay as they were sent by earlier versions of the bot, until they are replaced", () => {
    const links = createFormLinks(secret, "https://appeals.example");
    const { token } = links.linkFor("appeal-1");
    expect(token).toBe(createHmac("sha256", secret).update("form:appeal-1").digest("base64url"));
    expect(links.linkFor("appeal-1", 1).token).toBe(token);
    const later = [2, 3, 12].map((version) => links.linkFor("appeal-1", version).token);
    const nearly = links.linkFor("appeal-11", 2).token;
    expect(new Set([token, nearly, ...later]).size).toBe(5);
  });

  it("differ by appeal and by the installation's secret", () => {
    const links = createFormLinks(secret, "https://appeals.example");
    const elsewhere = createFormLinks(`${secret}!`, "https://appeals.example");
    const tokens = [
      links.linkFor("appeal-1").token,
      links.linkFor("appeal-2").token,
      elsewhere.linkFor("appeal-1").token,
    ];
    expect(new Set(tokens).size).toBe(3);
  });

  it("hold a token of 43 characters that needs no escaping in an address or in markdown", () => {
    const links = createFormLinks(secret, "https://appeals.example");
    for (let n = 0; n < 200; n += 1)
      expect(links.linkFor(`appeal-${n}`).token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it.each(["https://appeals.example", "https://appeals.example/", "https://appeals.example//"])(
    "stand under /form of %s",
    (webUrl) => {
      const links = createFormLinks(secret, webUrl);
      const { token, address } = links.linkFor("appeal-1");
      expect(links.formAddress).toBe("https://appeals.example/form");
      expect(address).toBe(`https://appeals.example/form/${token}`);
    },
  );

  it("keep a path that the site lives under", () => {
    const { formAddress } = createFormLinks(secret, "https://example.org/appeals/");
    expect(formAddress).toBe("https://example.org/appeals/form");
  });
});
