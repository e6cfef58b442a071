/** One line of the table. */
export interface Measurement {
  readonly what: string;
  readonly measured: string;
  /** The least that it could be, or what was asked for; empty where there is no such thing. */
  readonly floor: string;
}

/** What a row is given to measure with. */
export interface Bench {
  readonly isQuick: boolean;
  /** How many appeals the rows of large installations make; `null` for their own number. */
  readonly appeals: number | null;
  /** Ends the measurements early. */
  readonly signal: AbortSignal;
  /** Tells whoever waits how far it is. */
  readonly say: (line: string) => void;
}
