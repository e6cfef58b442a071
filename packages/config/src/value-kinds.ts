import { z } from "zod";
import { kindOf, valueInWords } from "./value-in-words.ts";

/** A kind of value that a setting may have: how it is checked, read from text, and explained. */
export interface ValueKind<T> {
  readonly schema: z.ZodType<T>;
  /** Turns an environment variable into what YAML would have given; the schema judges it. */
  fromText(text: string): unknown;
  /** Continues "allowed: …". */
  readonly allowed: string;
  /** The schema's own messages say what is wrong with which part, and quote no value. */
  readonly hasParts?: true;
  /** What YAML takes for something else can be put in quotes. */
  readonly isText?: true;
  /** Of a value that was refused: what is wrong with it, and the cure. Quotes nothing of a secret. */
  readonly hint?: (value: unknown) => string | undefined;
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
  return { schema, fromText: asIs, allowed, isText: true };
}

/** How somebody can be reached. */
export function contact(): ValueKind<string> {
  return {
    schema: z
      .string()
      .trim()
      .regex(/^(?:https?:\/\/\S+|[^\s@:/]+@[^\s@]+)$/i),
    fromText: asIs,
    allowed: "an e-mail address, or the address of a page that begins with https://",
    isText: true,
  };
}

/** A folder, as an operator writes it. */
export function folder(): ValueKind<string> {
  return {
    schema: z.string().trim().min(1).regex(/^[^~]/).regex(anythingSeen),
    fromText: asIs,
    allowed: "a folder; a relative one is taken from the repository's root",
    isText: true,
    hint: (value) =>
      /^\s*~/.test(String(value)) ? "~ means nothing here: write the whole path" : undefined,
  };
}

/** One line that an HTTP header can carry. */
export const plainLine = z
  .string()
  .trim()
  .regex(/^[ -~]+$/, {
    error: "has characters that a header cannot carry; allowed: one line of plain ASCII",
  });

export function headerText(): ValueKind<string> {
  const allowed = "one line of plain ASCII";
  return { schema: plainLine, fromText: asIs, allowed, isText: true };
}

export function wholeNumber(min: number, max: number, unit = ""): ValueKind<number> {
  return {
    schema: z.int().min(min).max(max),
    fromText: toNumber,
    allowed: `a whole number${unit && ` of ${unit}`} from ${min} to ${max}`,
    hint: numberHint,
  };
}

/** A part of the whole, from 0 for nothing to 1 for all. */
export function share(): ValueKind<number> {
  return {
    schema: z.number().min(0).max(1),
    fromText: toNumber,
    allowed: "a number from 0 to 1",
    hint(value) {
      const isPercentage = typeof value === "string" && /^\s*\d+([.,]\d+)?\s*%\s*$/.test(value);
      const isLarge = typeof value === "number" && value > 1;
      return isPercentage || isLarge ? "write 0.5 for one half, or 50 %" : numberHint(value);
    },
  };
}

/** More than zero; fractions allowed. */
export function positiveNumber(unit: string, max: number): ValueKind<number> {
  return {
    schema: z.number().positive().max(max),
    fromText: toNumber,
    allowed: `a number of ${unit} above 0, at most ${max}`,
    hint: numberHint,
  };
}

function numberHint(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (/^\s*-?\d+,\d+\s*$/.test(value)) return "write fractions with a point, as in 0.5";
  if (/^\s*-?\d+(\.\d+)?\s*[a-z]+\.?\s*$/i.test(value)) return "write the number without a unit";
  return /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? "write it without quotes" : undefined;
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
    hint(value) {
      const word = String(value);
      if (/^(?:true|false)$/i.test(word)) return "write it without quotes";
      if (/^(?:yes|on)$/i.test(word)) return "write true";
      return /^(?:no|off)$/i.test(word) ? "write false" : undefined;
    },
  };
}

export function choice<const T extends string>(values: readonly T[]): ValueKind<T> {
  return {
    schema: z.enum(values) as unknown as z.ZodType<T>,
    fromText: (value) => value.trim().toLowerCase(),
    allowed: values.join(", "),
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

/** A name as people write it, given back without what stands around it. */
export function nameOf(
  what: string,
  normalise: (written: string) => string | undefined,
): ValueKind<string> {
  const schema = z.string().transform((written, context) => {
    const name = normalise(written.trim());
    if (name !== undefined) return name;
    context.addIssue({ code: "custom", message: "not a name" });
    return z.NEVER;
  });
  return { schema: schema as z.ZodType<string>, fromText: asIs, allowed: what, isText: true };
}

/** A list of names; in text, and in YAML text, separated by commas. Doubles are dropped. */
export function listOf(
  what: string,
  normalise: (entry: string) => string | undefined,
): ValueKind<readonly string[]> {
  const nameIn = (entry: unknown) =>
    typeof entry === "string" ? normalise(entry.trim()) : undefined;
  const schema = z.unknown().transform((value, context) => {
    const entries = typeof value === "string" ? splitAtCommas(value) : value;
    if (!Array.isArray(entries) || isLoneWord(value)) {
      context.addIssue({ code: "custom", message: "not a list" });
      return z.NEVER;
    }
    const names = entries.map((entry: unknown, at) => {
      const name = nameIn(entry);
      if (name !== undefined) return name;
      // Of a text that is split here, only the whole has a place of its own.
      const path = typeof value === "string" ? [] : [at];
      context.addIssue({ code: "custom", path, message: refusedEntry(entry, what) });
      return "";
    });
    return withoutDoubles(names);
  });
  return {
    schema: schema as unknown as z.ZodType<readonly string[]>,
    fromText: asIs,
    allowed: `a list of ${what}; in the environment separated by commas`,
    hasParts: true,
    isText: true,
    hint(value) {
      if (typeof value !== "string") return undefined;
      if (isLoneWord(value))
        return `leave it out for none; a name that is this word is written r/${value.trim()} or u/${value.trim()}`;
      if (/^\s*\[/.test(value)) return "write the names without brackets and quotes";
      const wrong = splitAtCommas(value).find((entry) => nameIn(entry) === undefined);
      return wrong === undefined ? undefined : `${JSON.stringify(wrong.slice(0, 60))} is none`;
    },
  };
}

/** What is wrong with an entry of a list; what YAML took for something else is quoted elsewhere. */
function refusedEntry(entry: unknown, what: string): string {
  if (typeof entry === "string") return `is ${valueInWords(entry, false)}; allowed: ${what}`;
  return `is ${kindOf(entry)}; if it is a name, put it in quotes`;
}

/** Nobody can tell whether this was meant as a name. */
function isLoneWord(value: unknown): boolean {
  return typeof value === "string" && /^\s*(?:yes|no|on|off|true|false|all|none)\s*$/i.test(value);
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
