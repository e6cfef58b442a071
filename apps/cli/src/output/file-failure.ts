const meanings: Readonly<Record<string, string>> = {
  EACCES: "this account may not",
  EPERM: "this account may not",
  EEXIST: "something else stands there already",
  EISDIR: "it is a folder, not a file",
  ENOENT: "there is no such file or folder",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is a file, not a folder",
  EROFS: "that disk can only be read",
};

/** What keeps a file from being read or written, in a sentence; `null` for any other error. */
export function fileFailure(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code, path } = error as NodeJS.ErrnoException;
  const meaning = code === undefined ? undefined : meanings[code];
  if (meaning === undefined || typeof path !== "string") return null;
  return `${path} cannot be used: ${meaning}.`;
}
