/**
 * The embedded server could not be had. The message says what is wrong and what to do about it;
 * nothing in it is a secret.
 */
export class EmbeddedPostgresError extends Error {
  override name = "EmbeddedPostgresError";
}

/** What Postgres insists on, and FAT and many network folders do not have. */
export const keepsNoPermissions =
  "Postgres needs a file system that keeps owners and permissions, and exFAT, FAT and many network folders keep none: set data_dir to a folder on a disk of the machine's own kind (ext4, xfs, btrfs, APFS), or set database_url to a Postgres server that runs already.";

const cures: readonly [RegExp, string][] = [
  [/has invalid permissions|has wrong ownership/i, keepsNoPermissions],
  [
    /ENOSPC|No space left on device/i,
    "The disk is full: free some space, or set data_dir to a folder on another disk.",
  ],
  [
    /EACCES|EPERM|EROFS|Permission denied|Read-only file system/i,
    "This user may not write there: set data_dir to a folder that it may write, or set database_url to a Postgres server that runs already.",
  ],
  [
    /could not create shared memory|Cannot allocate memory/i,
    "The machine is short of memory: free some, or set database_url to a Postgres server elsewhere.",
  ],
];

/** Says what was attempted, what the system answered, and the cure where one is known. */
export function explainFailure(attempt: string, cause: unknown): EmbeddedPostgresError {
  if (cause instanceof EmbeddedPostgresError) return cause;
  const answer = cause instanceof Error ? cause.message : String(cause);
  const cure =
    cures.find(([pattern]) => pattern.test(answer))?.[1] ??
    "Setting database_url to a Postgres server of your own does without the embedded one.";
  return new EmbeddedPostgresError(`${attempt}: ${answer.trim()}\n${cure}`, { cause });
}
