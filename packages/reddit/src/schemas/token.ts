import * as z from "zod";

/** A success of `POST /api/v1/access_token` (`oauth.password.2026-86400s`). */
export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().finite().optional().catch(undefined),
  scope: z.string().optional().catch(undefined),
});

/**
 * A refusal. The status may be 200 (`oauth.authorization_code.error-invalid_grant.2016`,
 * `oauth.password.error-unauthorized_client`).
 */
export const tokenErrorSchema = z.object({
  error: z.union([z.string(), z.number()]),
  error_description: z.string().optional().catch(undefined),
});
