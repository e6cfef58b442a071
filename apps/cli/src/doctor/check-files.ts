import { fileFindings } from "@appealmod/config";
import type { Check } from "./finding.ts";

/** Secrets are for the bot's own eyes. */
export const checkFiles: Check = {
  id: "files",
  run: ({ config, mends }) => fileFindings(config, mends),
};
