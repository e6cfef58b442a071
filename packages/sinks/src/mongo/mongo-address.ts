const defaultDatabase = "appealmod";

/** The database that an address of MongoDB names, or ours. */
export function databaseIn(mongoUrl: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(mongoUrl)?.[1] ?? "";
  return path === "" ? defaultDatabase : decodeURIComponent(path);
}
