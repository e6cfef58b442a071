import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** The field that lets a refusal's own button through; no question's id is like it. */
export const carriedField = "_carried";

/** How long the button of a refusal works; after that its page is shown once more, with the words. */
const validMs = 60 * 60 * 1000;

/**
 * Posts that a refusal carries from another address of the site to the right one. A browser says
 * of them that they come from elsewhere: the sign tells them from those of a stranger's page. The
 * key is that of one start of the site: another one refuses them once more, and loses nothing.
 */
export interface CarriedPosts {
  /** @param path the page that the post is for */
  sign(path: string): string;
  isSigned(path: string, sign: string): boolean;
}

export function createCarriedPosts(
  now: () => Date,
  key: Uint8Array = randomBytes(32),
): CarriedPosts {
  const codeOf = (path: string, until: string) =>
    createHmac("sha256", key).update(`${until} ${path}`).digest("base64url");
  return {
    sign(path) {
      const until = String(now().getTime() + validMs);
      return `${until}.${codeOf(path, until)}`;
    },
    isSigned(path, sign) {
      const [until = "", code = ""] = sign.split(".");
      const [given, own] = [Buffer.from(code), Buffer.from(codeOf(path, until))];
      return (
        given.length === own.length &&
        timingSafeEqual(given, own) &&
        Number(until) >= now().getTime()
      );
    },
  };
}
