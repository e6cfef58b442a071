/** The value of the option that says "none of these": it is chosen alone, or not at all. */
export const noneOfThese = "none";
