import { expect, it } from "vitest";
import { deriveSealingKey, seal } from "./sealed-box.ts";

const secret = "a secret that is long enough for a test";
const key = deriveSealingKey(secret, "hooks");

it("is opened by the key that is derived of the same secret, and by no other", () => {
  const sealed = seal("https://hooks.example/ä", "a", key.publicKey);
  expect(sealed).not.toContain("hooks");
  expect(deriveSealingKey(secret, "hooks").open(sealed, "a")).toBe("https://hooks.example/ä");
  for (const other of [deriveSealingKey(`${secret}!`, "hooks"), deriveSealingKey(secret, "else")])
    expect(() => other.open(sealed, "a")).toThrow();
});

it("does not open for another context, nor once any of it was changed", () => {
  const sealed = seal("words", "community one", key.publicKey);
  expect(() => key.open(sealed, "community two")).toThrow();
  const box = Buffer.from(sealed.slice(3), "base64url");
  for (let at = 0; at < box.length; at += 1) {
    const changed = Buffer.from(box);
    changed[at] = (changed[at] ?? 0) ^ 1;
    // The highest bit of a key has no meaning to X25519; the salt has all of it.
    expect(() => key.open(`v1.${changed.toString("base64url")}`, "community one")).toThrow();
  }
  for (const other of ["", "v1.", `v2${sealed.slice(2)}`, sealed.slice(0, 40)])
    expect(() => key.open(other, "community one")).toThrow();
});

it("never seals twice the same", () => {
  expect(seal("words", "a", key.publicKey)).not.toBe(seal("words", "a", key.publicKey));
});
