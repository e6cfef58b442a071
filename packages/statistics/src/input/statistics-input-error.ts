/**
 * An input that no data can be: negative or broken counts, more events than people, a probability
 * outside 0 to 1. It is a mistake of the caller. Data from which little can be said (nobody in an arm,
 * no event) never throws: the result says so.
 */
export class StatisticsInputError extends Error {
  override readonly name = "StatisticsInputError";
}
