import { defineConfig } from "drizzle-kit";

/** `drizzle-kit generate` writes a migration after the schema was changed. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./src/schema/*.ts",
  out: "./migrations",
});
