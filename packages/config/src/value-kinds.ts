import { z } from "zod";

/** A kind of value that a setting may have: how it is checked, read from text, and explained. */
export interface ValueKind<T> {
  readonly schema: z.ZodType<T>;
  /** Turns an environment variable into what YAML would have given; the schema judges it. */
  fromText(text: string): unknown;
  /** Continues "allowed: …". */
  readonly allowed: string;
  /** The schema's own messages say what is wrong with which part, and quote no value. */
  readonly hasParts?: true;
}

const asIs = (text: string): unknown => text;

function toNumber(text: string): unknown {
  // Only plain decimals: Number() alone also takes "0x10", "1e3" and " ".
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** Something that a reader sees: blanks of any kind, and what Unicode gives no shape, are not. */
const anythingSeen = /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}\u2800]/u;

export function text(allowed = "text", minLength = 1): ValueKind<string> {
  const schema = z.string().trim().min(minLength).regex(anythingSeen);
  return { schema, fromText: asIs, allowed };
}

/** One line that an HTTP header can carry. */
export const plainLine = z
  .string()
  .trim()
  .regex(/^[ -~]+$/, {
    error: "has characters that a header cannot carry; allowed: one line of plain ASCII",
  });

export function headerText(): ValueKind<string> {
  return { schema: plainLine, fromText: asIs, allowed: "one line of plain ASCII" };
}

/** Text kept to the letter: a password may begin or end with a space. */
export function exactText(allowed = "text"): ValueKind<string> {
  return { schema: z.string().min(1), fromText: asIs, allowed };
}

export function wholeNumber(min: number, max: number, unit = ""): ValueKind<number> {
  return {
    schema: z.int().min(min).max(max),
    fromText: toNumber,
    allowed: `a whole number${unit && ` of ${unit}`} from ${min} to ${max}`,
  };
}

export function numberBetween(min: number, max: number): ValueKind<number> {
  return {
    schema: z.number().min(min).max(max),
    fromText: toNumber,
    allowed: `a number from ${min} to ${max}`,
  };
}

/** More than zero; fractions allowed. */
export function positiveNumber(unit: string, max: number): ValueKind<number> {
  return {
    schema: z.number().positive().max(max),
    fromText: toNumber,
    allowed: `a number of ${unit} above 0, at most ${max}`,
  };
}

const flagWords: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  "1": true,
  false: false,
  no: false,
  "0": false,
};

export function flag(): ValueKind<boolean> {
  return {
    schema: z.boolean(),
    fromText: (value) => flagWords[value.trim().toLowerCase()] ?? value,
    allowed: "true or false (in the environment also yes, no, 1, 0)",
  };
}

export function choice<const T extends string>(values: readonly T[]): ValueKind<T> {
  return {
    schema: z.enum(values) as unknown as z.ZodType<T>,
    fromText: (value) => value.trim().toLowerCase(),
    allowed: values.join(", "),
  };
}

/** An http or https address; given back without a slash at its end. */
export function webAddress(): ValueKind<string> {
  const schema = z
    .string()
    .trim()
    .refine((value) => isAddress(value, ["http:", "https:"]))
    .transform((value) => value.replace(/\/+$/, ""));
  return {
    schema: schema as z.ZodType<string>,
    fromText: asIs,
    allowed: "an address that begins with http:// or https://",
  };
}

/** A connection string, told by its scheme; the rest is its driver's business. */
export function connectionString(...schemes: readonly string[]): ValueKind<string> {
  const begins = schemes.map((scheme) => `${scheme}://`);
  return {
    schema: z
      .string()
      .trim()
      .refine((value) => begins.some((each) => value.startsWith(each) && value !== each)),
    fromText: asIs,
    allowed: `a connection string that begins with ${begins.join(" or ")}`,
  };
}

/** A list of names; in text, and in YAML text, separated by commas. Doubles are dropped. */
export function listOf(
  what: string,
  normalise: (entry: string) => string | undefined,
): ValueKind<readonly string[]> {
  const entry = z.string().transform((value, context) => {
    const name = normalise(value.trim());
    if (name !== undefined) return name;
    context.addIssue({ code: "custom", message: "not a name" });
    return z.NEVER;
  });
  const split = (value: unknown) => (typeof value === "string" ? splitAtCommas(value) : value);
  const schema = z.preprocess(split, z.array(entry)).transform(withoutDoubles);
  return {
    schema: schema as unknown as z.ZodType<readonly string[]>,
    fromText: asIs,
    allowed: `a list of ${what}; in the environment separated by commas`,
  };
}

function splitAtCommas(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Reddit's names are the same in capitals and small letters: the first spelling stays. */
function withoutDoubles(names: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (!seen.has(key)) seen.set(key, name);
  }
  return Object.freeze([...seen.values()]);
}

function isAddress(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}
