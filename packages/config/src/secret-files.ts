import { readFileSync } from "node:fs";

/** `APPEALMOD_DATABASE_URL_FILE` names a file that holds the value, as Docker and Kubernetes lay secrets. */
export const fileSuffix = "_FILE";

/** @returns what the file holds, without line breaks at its end; `undefined` where there is a problem */
export function readSecretFile(
  variable: string,
  path: string,
  problems: string[],
): string | undefined {
  try {
    const text = readFileSync(path, "utf8").trimEnd();
    if (text !== "") return text;
    problems.push(`${variable} (the environment) names ${path}, which is empty`);
  } catch (error) {
    problems.push(
      `${variable} (the environment) names ${path}, which cannot be read: ${(error as Error).message}`,
    );
  }
  return undefined;
}
