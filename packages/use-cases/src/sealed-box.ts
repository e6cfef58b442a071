import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";

const version = "v1";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** What stands before the 32 bytes of an X25519 key in DER (RFC 8410). */
const privatePrefix = Buffer.from("302e020100300506032b656e04220420", "hex");
const publicPrefix = Buffer.from("302a300506032b656e032100", "hex");

/** A key of the bot's: whoever has the public half can seal, and nobody but the bot can open. */
export interface SealingKey {
  /** Base64url of 32 bytes. */
  readonly publicKey: string;
  readonly open: (sealed: string, context: string) => string;
}

/**
 * Derives a key from a secret that the bot has anyway, so that there is none more to keep.
 *
 * @param purpose another one makes another key of the same secret
 */
export function deriveSealingKey(secret: string, purpose: string): SealingKey {
  const seed = Buffer.from(hkdfSync("sha256", secret, "", `appealmod ${purpose} x25519`, keyBytes));
  const privateKey = createPrivateKey({
    key: Buffer.concat([privatePrefix, seed]),
    format: "der",
    type: "pkcs8",
  });
  const own = rawPublic(createPublicKey(privateKey));
  return {
    publicKey: own.toString("base64url"),
    open: (sealed, context) => open(sealed, context, { privateKey, own }),
  };
}

/**
 * Seals a text for whoever has the private half of a key.
 *
 * @param context what it belongs to: it opens with the same one only
 */
export function seal(text: string, context: string, publicKey: string): string {
  const theirs = Buffer.from(publicKey, "base64url");
  const once = generateKeyPairSync("x25519");
  const ours = rawPublic(once.publicKey);
  const key = sharedKey(once.privateKey, theirs, { ours, theirs });
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
  const hidden = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const box = Buffer.concat([ours, nonce, cipher.getAuthTag(), hidden]);
  return `${version}.${box.toString("base64url")}`;
}

/** @throws Error where it was sealed for another key or context, or was changed */
function open(
  sealed: string,
  context: string,
  { privateKey, own }: { readonly privateKey: KeyObject; readonly own: Buffer },
): string {
  const [written, encoded = ""] = sealed.split(".");
  const box = Buffer.from(encoded, "base64url");
  if (written !== version || box.length < keyBytes + nonceBytes + tagBytes)
    throw new Error("it was not sealed by this version");
  const ours = box.subarray(0, keyBytes);
  const nonce = box.subarray(keyBytes, keyBytes + nonceBytes);
  const tag = box.subarray(keyBytes + nonceBytes, keyBytes + nonceBytes + tagBytes);
  const key = sharedKey(privateKey, ours, { ours, theirs: own });
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  const hidden = box.subarray(keyBytes + nonceBytes + tagBytes);
  return Buffer.concat([decipher.update(hidden), decipher.final()]).toString("utf8");
}

/** Both public halves are part of it, so that a box says for whom and by which key it was made. */
function sharedKey(
  privateKey: KeyObject,
  other: Buffer,
  { ours, theirs }: { readonly ours: Buffer; readonly theirs: Buffer },
): Buffer {
  const publicKey = createPublicKey({
    key: Buffer.concat([publicPrefix, other]),
    format: "der",
    type: "spki",
  });
  const shared = diffieHellman({ privateKey, publicKey });
  const salt = Buffer.concat([ours, theirs]);
  return Buffer.from(hkdfSync("sha256", shared, salt, "appealmod sealed box", keyBytes));
}

function rawPublic(key: KeyObject): Buffer {
  return key.export({ format: "der", type: "spki" }).subarray(publicPrefix.length);
}
