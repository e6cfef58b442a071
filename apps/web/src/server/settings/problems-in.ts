import { z } from "zod";
import type { FieldProblem } from "./setting-outcome.ts";

/** By their names: the use cases are loaded outside of the framework's bundles. */
const wordsOfTheirOwn = new Set(["LinkElsewhereError", "LongWordsError"]);

const zodErrorSchema = z.object({
  name: z.enum(["ZodError", "$ZodError"]),
  issues: z.array(
    z.object({
      path: z.array(z.union([z.string(), z.number()])),
      message: z.string(),
    }),
  ),
});

/**
 * What a command found wrong with a change, by field.
 *
 * @param fieldOf the field that a part of the change was written in
 * @param main the field of what has no place of its own
 * @throws the error itself, where it tells of something else
 */
export function problemsIn(
  error: unknown,
  main: string,
  fieldOf: (path: readonly (string | number)[]) => string | undefined = () => undefined,
): readonly FieldProblem[] {
  if (error instanceof Error && wordsOfTheirOwn.has(error.name))
    return [{ field: main, message: error.message }];
  const parsed = zodErrorSchema.safeParse(
    error instanceof Error
      ? { name: error.name, issues: (error as { issues?: unknown }).issues }
      : null,
  );
  if (!parsed.success) throw error;
  return parsed.data.issues.map(({ path, message }) => ({
    field: fieldOf(path) ?? main,
    message: asSentence(message),
  }));
}

function asSentence(message: string): string {
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
