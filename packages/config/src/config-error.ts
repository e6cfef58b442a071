/**
 * Settings or a file of ours cannot be used. Every problem found is listed, each with the name,
 * where it came from, and what is allowed; a secret's value is never part of it.
 */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: readonly string[];

  /**
   * @param heading one line that says what the problems have in common.
   * @param advice one closing line, where something helps with all of them.
   */
  constructor(heading: string, problems: readonly string[], advice?: string) {
    const lines = [heading, ...problems.map((problem) => `  - ${problem}`)];
    super((advice === undefined ? lines : [...lines, advice]).join("\n"));
    this.problems = problems;
  }
}
