export { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  ensureEmbeddedPostgres,
} from "./ensure-embedded-postgres.ts";
