export { configureCommunity } from "./configure-community.ts";
export {
  createTestDatabase,
  type TestDatabase,
  type TestDatabaseTemplate,
} from "./create-test-database.ts";
export { createMigratedDatabase, type MigratedDatabase } from "./migrated-database.ts";
export { makeProgramRoles } from "./program-roles.ts";
export { restoreDatabase, type StoredRows } from "./restore-database.ts";
export {
  type SeededAppeals,
  seedAppeals,
  seededCommunity,
  seededModerator,
} from "./seed-appeals.ts";
export { startTestPostgres, type TestPostgres } from "./start-test-postgres.ts";
export { startTransactionPooler, type TransactionPooler } from "./start-transaction-pooler.ts";
