import { z } from "zod";
import { localizedTextSchema } from "../texts/localized-text.ts";

/** The longest answer that any question may allow, in characters. */
export const longestAnswer = 5000;

const questionId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "an id is a lower-case letter, then letters, digits or _")
  // Answers are plain objects: such a name would find a function where no answer was given.
  .refine(
    (id) => !(id in {}),
    "this word has a meaning of its own in JavaScript: choose another id",
  );

const optionSchema = z.strictObject({
  value: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/),
  label: localizedTextSchema,
});

const conditionSchema = z.strictObject({
  /** Id of an earlier question. */
  question: questionId,
  /** Asked only when the earlier answer is, or holds, one of these values. */
  isOneOf: z.array(z.string()).min(1),
});

const asked = {
  id: questionId,
  label: localizedTextSchema,
  help: localizedTextSchema.optional(),
  required: z.boolean().default(true),
  /** False takes the question out of the form without losing its wording. */
  enabled: z.boolean().default(true),
  /** Shows the community's rules beside the question. */
  showRules: z.boolean().default(false),
  onlyIf: conditionSchema.optional(),
};

const written = {
  minLength: z.int().min(1).default(1),
  maxLength: z.int().min(1).max(longestAnswer),
};

export const questionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("short"),
    ...asked,
    ...written,
    maxLength: written.maxLength.default(200),
  }),
  z.strictObject({
    kind: z.literal("long"),
    ...asked,
    ...written,
    maxLength: written.maxLength.default(1500),
  }),
  z.strictObject({ kind: z.literal("one-of"), ...asked, options: z.array(optionSchema).min(2) }),
  z.strictObject({
    kind: z.literal("several-of"),
    ...asked,
    options: z.array(optionSchema).min(2),
  }),
  z.strictObject({ kind: z.literal("yes-no"), ...asked }),
]);

export type Question = z.infer<typeof questionSchema>;
export type QuestionOption = z.infer<typeof optionSchema>;

/**
 * The questions of one form. Stored beside every answer, so that an answer is always read
 * under the question that was asked.
 */
export const questionSetSchema = z
  .strictObject({
    id: z.string().min(1).max(100),
    version: z.int().min(1),
    questions: z.array(questionSchema).min(1).max(40),
  })
  .superRefine((set, context) => {
    const before = new Set<string>();
    for (const [index, question] of set.questions.entries()) {
      const path = ["questions", index];
      if (before.has(question.id))
        context.addIssue({
          code: "custom",
          path: [...path, "id"],
          message: `the id "${question.id}" stands twice`,
        });
      if (question.onlyIf && !before.has(question.onlyIf.question))
        context.addIssue({
          code: "custom",
          path: [...path, "onlyIf"],
          message: `"${question.id}" depends on "${question.onlyIf.question}", which must come before it`,
        });
      if ("minLength" in question && question.minLength > question.maxLength)
        context.addIssue({
          code: "custom",
          path: [...path, "minLength"],
          message: "minLength is above maxLength",
        });
      if ("options" in question) {
        const values = question.options.map((option) => option.value);
        if (new Set(values).size !== values.length)
          context.addIssue({
            code: "custom",
            path: [...path, "options"],
            message: `"${question.id}" offers a value twice`,
          });
      }
      before.add(question.id);
    }
  });

export type QuestionSet = z.infer<typeof questionSetSchema>;

/** How a question is answered: in words, by one choice, or by several. */
export type AnswerForm = "words" | "choice" | "choices";

const answerForms: Readonly<Record<Question["kind"], AnswerForm>> = {
  short: "words",
  long: "words",
  "one-of": "choice",
  "yes-no": "choice",
  "several-of": "choices",
};

export function answerForm({ kind }: Pick<Question, "kind">): AnswerForm {
  return answerForms[kind];
}

/**
 * The questions that are asked at all, in their order. One that depends on a question that is off
 * can never be asked.
 */
export function enabledQuestions(set: QuestionSet): readonly Question[] {
  const on = new Set<string>();
  return set.questions.filter(({ id, enabled, onlyIf }) => {
    const isOn = enabled && (!onlyIf || on.has(onlyIf.question));
    if (isOn) on.add(id);
    return isOn;
  });
}
