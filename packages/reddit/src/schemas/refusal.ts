import * as z from "zod";

/**
 * The body of a refused request: `{"message","error"}`, with reason
 * (`user.error-400-USER_DOESNT_EXIST.2021`) or without (`error.404-json.2016`).
 */
export const refusalSchema = z.object({
  reason: z.string().optional().catch(undefined),
  explanation: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

/**
 * The errors of a form, answered with status 200 (`ban.error-TOO_LONG-ban_message.2021`,
 * `error.RATELIMIT-200.2016`): code, text, field.
 */
export const formErrorsSchema = z.object({
  json: z.object({
    errors: z.array(z.array(z.unknown()).min(1)).min(1),
    /** Seconds. */
    ratelimit: z.number().nonnegative().optional().catch(undefined),
  }),
});
