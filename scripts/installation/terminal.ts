import { type ChildProcess, spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** What is typed when a question shows. */
export interface Answer {
  readonly question: RegExp;
  readonly answer: string;
}

/** A person at a shell: types a line, answers what is asked, and reads on until the prompt is back. */
export class Terminal {
  readonly #child: ChildProcess;
  #shown = "";
  #listeners = new Set<() => void>();

  private constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => this.#show(text));
    child.once("exit", () => this.#show("\nThe terminal has closed.\n"));
  }

  /** @param enter the words in front of a command that is to run there */
  static async open(
    [program = "", ...words]: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<Terminal> {
    const shell = "stty cols 200 rows 50; exec bash --noprofile --norc --noediting";
    const named = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const child = spawn(program, [...words, ...named, "script", "-qfc", shell, "/dev/null"]);
    const terminal = new Terminal(child);
    terminal.#type("PS1='<<$?>> '");
    await terminal.#prompt(10_000);
    return terminal;
  }

  /**
   * @param answers in the order in which they are asked for
   * @param interruptAfter where Ctrl-C is pressed once this shows
   * @returns what it printed
   * @throws Error with that, where it ends with another code than 0
   */
  async run(
    line: string,
    answers: readonly Answer[] = [],
    interruptAfter?: RegExp,
  ): Promise<string> {
    this.#shown = "";
    this.#type(line);
    let read = 0;
    for (const { question, answer } of answers) {
      read = await this.#shows(question, read);
      this.#type(answer, "\r");
    }
    if (interruptAfter !== undefined) {
      await this.#shows(interruptAfter, read);
      this.#type("\u0003", "");
    }
    const code = await this.#prompt();
    // Between the line that was typed and the prompt.
    if (code === 0)
      return this.#text()
        .replace(/^.*\n/, "")
        .replace(/<<0>> $/, "")
        .trim();
    throw new Error(`${line}\nended with ${code}:\n${this.#text().slice(-4000)}`);
  }

  close(): void {
    this.#child.kill("SIGHUP");
  }

  #type(text: string, end = "\n"): void {
    this.#child.stdin?.write(text + end);
  }

  #show(text: string): void {
    this.#shown += text;
    for (const listener of this.#listeners) listener();
  }

  #text(): string {
    return stripVTControlCharacters(this.#shown).replaceAll("\r", "");
  }

  async #prompt(withinMs?: number): Promise<number> {
    await this.#shows(/<<\d+>> $/, 0, withinMs);
    return Number(/<<(\d+)>> $/.exec(this.#text())?.[1]);
  }

  /** @returns where in the text it ends */
  #shows(pattern: RegExp, from: number, withinMs = 1_800_000): Promise<number> {
    return new Promise((resolve, reject) => {
      const end = (act: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        act();
      };
      const fail = (why: string) => () =>
        reject(new Error(`${why} ${pattern}. What stood there:\n${this.#text().slice(-4000)}`));
      const look = () => {
        const text = this.#text();
        const rest = text.slice(from);
        const found = pattern.exec(rest);
        if (found) end(() => resolve(from + found.index + found[0].length));
        // The prompt is back, or nobody is there any more.
        else if (/<<\d+>> $|The terminal has closed\.\n$/.test(rest) && rest.includes("\n"))
          end(fail("It ended before it showed"));
      };
      const timer = setTimeout(() => end(fail("It never showed")), withinMs);
      this.#listeners.add(look);
      look();
    });
  }
}
