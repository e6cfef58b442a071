/** The field by which a button says what becomes of an answer beside the draft; no question's id is like it. */
export const otherAnswerField = "_other";
