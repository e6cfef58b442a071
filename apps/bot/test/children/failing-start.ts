import files from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/** Loaded into the bot: its start fails in a way that nobody foresaw, and with a secret in its words. */
const { APPEALMOD_CLIENT_SECRET: secret = "" } = process.env;
files.rm = async () => {
  throw new Error(`unforeseen: ${secret}`);
};
syncBuiltinESMExports();
