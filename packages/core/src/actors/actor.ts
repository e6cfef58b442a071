/** Who asks for a change, as far as the program that passes it on has made sure of it. */
export type Actor = FormHolder | Visitor | Moderator | Operator | Researcher | Program;

/** The redditor of one appeal: whoever holds the form link is taken for them. */
export interface FormHolder {
  readonly kind: "redditor";
  /** The link's secret. It is compared by its hash and belongs in no row, event or log. */
  readonly formToken: string;
}

/** Somebody who has proved nothing, such as the sender of a sign-up. */
export interface Visitor {
  readonly kind: "visitor";
}

/** Somebody who signed in with Reddit. What they may do in a community is Reddit's to say. */
export interface Moderator {
  readonly kind: "moderator";
  /** Reddit's account id, `t2_…`: names can change hands. */
  readonly redditorId: string;
  readonly username: string;
}

/** Whoever runs the installation: at its command line without a name, on the site with one. */
export interface Operator {
  readonly kind: "operator";
  readonly username?: string;
}

export interface Researcher {
  readonly kind: "researcher";
  readonly username: string;
}

/** One of our own programs, on behalf of nobody: what it found out, or what its settings say. */
export interface Program {
  readonly kind: "program";
}
