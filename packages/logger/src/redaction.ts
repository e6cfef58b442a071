const mark = "[redacted]";

/** Shorter ones would also take ordinary words out of every line. */
const shortestSecret = 4;

/** Fields that hold a secret whatever it looks like. */
const secretField =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|password|passwd|.*_password|.*secret|.*token|api_?key|form_?link)$/i;

// Redditors write texts that pass through here: whatever may repeat is bounded, so that none of
// these takes more than a glance at any text.
const patterns: readonly [RegExp, string][] = [
  // A form link is the appellant's key to the form: the path may be known, the token may not.
  // It may be written with brackets around the token, and with escaped underscores in it.
  [/(\/form[/\\]+[<([*]{0,4})(?:[^\s"'<>/?#)\]\\]|[/\\]{1,4}(?=[_-]))+/gi, `$1${mark}`],
  [/(\bauthorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',}]+/gi, `$1${mark}`],
  // A digit or sign must follow, so that a bearer of good news keeps them.
  [/\b(bearer\s+)(?=\S{0,200}[\d._-])[\w.~+/=-]{8,}/gi, `$1${mark}`],
  // To the last @ before the path: people forget to encode the one in their password.
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/]{0,200}:)[^\s/]{1,500}@/gi, `$1${mark}@`],
  [/(https?:\/\/hooks\.slack\.com\/)[^\s"'<>)\]]+/gi, `$1${mark}`],
  [
    /\b((?:access_token|refresh_token|client_secret|password|passwd|api_key)["']?\s*[:=]\s*["']?)[^\s"'&,}]+/gi,
    `$1${mark}`,
  ],
  // A refused query is told with its values: whole letters of redditors, and their form's answers.
  [/(Failed query: [^\0]{0,4000}?\nparams: )[^\0]*?(?=\n {4}at |$)/g, `$1${mark}`],
];

/** Takes secrets out of a text. */
export type Redactor = (text: string) => string;

/**
 * The one place where secrets are taken out of what is logged.
 *
 * @param secrets values that must not appear, as written in the settings; their URL-encoded and
 * base64 forms are taken out as well.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret.toWellFormed()),
      Buffer.from(secret).toString("base64"),
      JSON.stringify(secret).slice(1, -1),
    ]);
  // A secret that contains another one goes first, or its rest would stay.
  const known = [...new Set(forms)].sort((one, other) => other.length - one.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, mark);
    for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
    return clean;
  };
}

export function isSecretField(name: string): boolean {
  return secretField.test(name);
}

export const redacted = mark;
