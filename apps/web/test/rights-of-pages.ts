/** Who asks for a page, by what people call them. */
export const visitors = [
  "nobody",
  "redditor",
  "moderator, all permissions",
  "moderator, modmail only",
  "moderator, settings only",
  "moderator, no permission",
  "moderator elsewhere",
  "removed moderator",
  "researcher",
  "operator",
] as const;

export type VisitorName = (typeof visitors)[number];

/** The community that pages are tried on. */
export const community = "PineLakeHikers";

interface Row {
  /** The folder below `src/app/(moderator)`, as an address with its parameters. */
  readonly route: string;
  readonly method: "GET" | "POST";
  /** What is asked for; the route itself where it has no parameters. */
  readonly path?: string;
  /** Posted beside the session's own token. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The status for each; `else` for all who are not named. */
  readonly answers: Readonly<Partial<Record<VisitorName, number>>> & { readonly else: number };
}

const ownPage = { nobody: 307, else: 200 };
const ownPost = { nobody: 401, else: 303 };

/** One line for each page and each handler of the rooms. Whoever adds one adds its line. */
export const rows: readonly Row[] = [
  { route: "/sign-in", method: "GET", answers: { else: 200 } },
  { route: "/sign-in/reddit", method: "POST", answers: { else: 303 } },
  { route: "/api/auth/callback/reddit", method: "GET", answers: { else: 303 } },
  { route: "/account", method: "GET", answers: ownPage },
  { route: "/account/end", method: "POST", fields: { session: "none" }, answers: ownPost },
  { route: "/moderate", method: "GET", answers: ownPage },
  { route: "/moderate/checking", method: "GET", answers: ownPage },
  { route: "/moderate/join", method: "GET", answers: ownPage },
  {
    route: "/moderate/join/ask",
    method: "POST",
    fields: { subreddit: community },
    answers: {
      nobody: 401,
      "moderator, all permissions": 303,
      "moderator, settings only": 303,
      else: 403,
    },
  },
  // These end the session, so they come last.
  { route: "/sign-out", method: "POST", answers: ownPost },
  { route: "/account/end-all", method: "POST", answers: ownPost },
];
