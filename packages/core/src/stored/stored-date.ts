import { z } from "zod";

/** A date that was stored as JSON. */
export const storedDateSchema = z.iso.datetime().transform((text) => new Date(text));
