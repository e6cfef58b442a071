/** The field by which a form remembers that it is telling problems; no question's id is like it. */
export const stillWrong = "_wrong";
