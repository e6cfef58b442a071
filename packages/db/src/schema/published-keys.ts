import { pgTable, text } from "drizzle-orm/pg-core";

/** Public halves of the bot's keys: what is sealed for one, only the bot can open. */
export const publishedKeys = pgTable("published_keys", {
  name: text("name").primaryKey(),
  /** Base64url of the 32 bytes of an X25519 key. */
  publicKey: text("public_key").notNull(),
});
