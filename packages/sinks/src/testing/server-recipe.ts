/** How to run a server of MongoDB's protocol, as often as needed, over the same data. */
export interface ServerRecipe {
  /** Product and version, for the output of the tests. */
  readonly name: string;
  /** Program and arguments. */
  command(port: number): readonly [string, ...string[]];
  /** Removes what it stored. */
  remove(): Promise<void>;
}
