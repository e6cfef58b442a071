import * as z from "zod";

/** `/api/v1/me` (`me.2025-06`), not wrapped. */
export const meSchema = z.object({ name: z.string().min(1) });
