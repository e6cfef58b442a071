/** The field in which a form says what it was shown of the draft, as JSON; no question's id is like it. */
export const seenField = "_seen";
