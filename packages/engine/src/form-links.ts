import { createHmac } from "node:crypto";

/** The address of an appeal's own form. */
export interface FormLink {
  /** 43 characters; unguessable without the installation's secret. */
  readonly token: string;
  readonly address: string;
}

export interface FormLinks {
  /** @param version which of the appeal's links, from 1: each one replaces those before it */
  linkFor(appealId: string, version?: number): FormLink;
  /** The address of the forms without any token. */
  readonly formAddress: string;
}

const shortestSecret = 32;

/**
 * Makes form links that need no store to be repeated: the token is a keyed hash of the
 * appeal's id, so a reminder carries the same link as the invite did, while the database
 * knows no more than the token's own hash.
 *
 * @param secret at least 32 characters, the same for every process of the installation
 * @param webUrl public address of the site, with or without a slash at its end
 */
export function createFormLinks(secret: string, webUrl: string): FormLinks {
  if (secret.length < shortestSecret)
    throw new Error(`link_secret has ${secret.length} characters: ${shortestSecret} is the least.`);
  const formAddress = `${webUrl.replace(/\/+$/, "")}/form`;
  return {
    formAddress,
    linkFor(appealId, version = 1) {
      // The first is what links were made of before there were versions.
      const source = version === 1 ? `form:${appealId}` : `form:${appealId}:${version}`;
      const token = createHmac("sha256", secret).update(source).digest("base64url");
      return { token, address: `${formAddress}/${token}` };
    },
  };
}
