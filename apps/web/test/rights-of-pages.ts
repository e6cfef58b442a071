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

/** In the place of the id of an open appeal of that community. */
export const anAppealId = "{appeal}";

interface Row {
  /** The folder below `src/app/(moderator)` and the other rooms, as an address with its parameters. */
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

const reviewPage = {
  nobody: 307,
  "moderator, all permissions": 200,
  "moderator, modmail only": 200,
  else: 404,
};
const reviewPost = {
  nobody: 401,
  "moderator, all permissions": 303,
  "moderator, modmail only": 303,
  else: 404,
};
const settingPage = {
  nobody: 307,
  "moderator, all permissions": 200,
  "moderator, settings only": 200,
  operator: 200,
  else: 403,
};

const settingPost = {
  nobody: 401,
  "moderator, all permissions": 303,
  "moderator, settings only": 303,
  operator: 303,
  else: 403,
};

const researchPage = { nobody: 307, researcher: 200, operator: 200, else: 403 };

const operatePage = { nobody: 307, operator: 200, else: 403 };
const operatePost = { nobody: 401, operator: 303, else: 403 };
const operateRow = (part: string, fields?: Readonly<Record<string, string>>): Row => ({
  route: `/operate${part}`,
  ...(fields === undefined
    ? { method: "GET", answers: operatePage }
    : { method: "POST", answers: operatePost, fields }),
});

/** A page of one appeal; its address gets the id of one that is open. */
const appealRow = (part: string, row: Pick<Row, "method" | "answers" | "fields">): Row => ({
  ...row,
  route: `/moderate/appeals/[id]${part}`,
  path: `/moderate/appeals/${anAppealId}${part}`,
});

/** A page of a community's settings. */
const settingRow = (route: string, path = route): Row => ({
  method: "GET",
  route: `/moderate/r/[sub]${route}`,
  path: `/moderate/r/${community}${path}`,
  answers: settingPage,
});

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
  { route: "/moderate/keys", method: "GET", answers: ownPage },
  appealRow("", { method: "GET", answers: reviewPage }),
  // With nothing written there is nothing to look at once more.
  appealRow("/review", {
    method: "GET",
    answers: {
      ...reviewPage,
      "moderator, all permissions": 307,
      "moderator, modmail only": 307,
    },
  }),
  appealRow("/claim", { method: "POST", answers: reviewPost }),
  appealRow("/watch", { method: "POST", fields: { watch: "1" }, answers: reviewPost }),
  appealRow("/release", { method: "POST", answers: reviewPost }),
  appealRow("/note", { method: "POST", fields: { text: "Seen before." }, answers: reviewPost }),
  // What is written is kept for whoever may read; decideOnAppeal asks who may decide.
  appealRow("/decide", { method: "POST", answers: reviewPost }),
  appealRow("/question", {
    method: "POST",
    fields: { text: " ", sure: "1" },
    // The table's appeal still waits for its form: nothing can be asked.
    answers: {
      ...reviewPost,
      "moderator, all permissions": 409,
      "moderator, modmail only": 403,
    },
  }),
  // Of a decision that there is none.
  appealRow("/second", { method: "POST", answers: { nobody: 401, else: 404 } }),
  appealRow("/take-back", { method: "POST", answers: { nobody: 401, else: 404 } }),
  {
    ...settingRow(""),
    answers: { ...settingPage, "moderator, modmail only": 200, "moderator, no permission": 200 },
  },
  {
    ...settingRow("/texts"),
    answers: {
      ...settingPage,
      "moderator, all permissions": 307,
      "moderator, settings only": 307,
      operator: 307,
    },
  },
  settingRow("/texts/[language]", "/texts/en"),
  settingRow("/texts/[language]/[name]", "/texts/en/final"),
  settingRow("/replies"),
  settingRow("/replies/new"),
  settingRow("/replies/edit/[id]", "/replies/edit/none"),
  settingRow("/replies/remove/[id]", "/replies/remove/none"),
  settingRow("/questions"),
  settingRow("/questions/new"),
  settingRow("/questions/edit/[id]", "/questions/edit/why_banned"),
  settingRow("/questions/preview"),
  settingRow("/questions/live"),
  settingRow("/questions/discard"),
  settingRow("/questions/defaults"),
  settingRow("/settings"),
  settingRow("/dry-run"),
  settingRow("/report"),
  {
    route: "/moderate/r/[sub]/report/correct",
    method: "POST",
    path: `/moderate/r/${community}/report/correct`,
    answers: settingPost,
  },
  {
    ...settingRow("/notifications"),
    answers: { ...settingPage, "moderator, modmail only": 200 },
  },
  {
    route: "/moderate/r/[sub]/notifications/[what]",
    method: "POST",
    path: `/moderate/r/${community}/notifications/remove`,
    fields: { hook: "none" },
    answers: settingPost,
  },
  {
    route: "/moderate/r/[sub]/dry-run/ask",
    method: "POST",
    path: `/moderate/r/${community}/dry-run/ask`,
    answers: settingPost,
  },
  {
    route: "/moderate/join/pause",
    method: "POST",
    fields: { subreddit: community, pause: "0" },
    answers: settingPost,
  },
  settingRow("/history"),
  settingRow("/history/[number]", "/history/1"),
  settingRow("/history/[number]/restore", "/history/1/restore"),
  {
    route: "/moderate/r/[sub]/save/[what]",
    method: "POST",
    path: `/moderate/r/${community}/save/question-discard`,
    answers: settingPost,
  },
  {
    route: "/moderate/join/ask",
    method: "POST",
    fields: { subreddit: community },
    answers: settingPost,
  },
  { route: "/research", method: "GET", answers: researchPage },
  { route: "/research/health", method: "GET", answers: researchPage },
  { route: "/research/plan", method: "GET", answers: researchPage },
  { route: "/research/download", method: "GET", answers: researchPage },
  // Who gets no table is led to the page that says why.
  {
    route: "/research/csv",
    path: "/research/csv?table=strata",
    method: "GET",
    answers: { researcher: 200, operator: 200, else: 303 },
  },
  {
    route: "/research/r/[subreddit]",
    path: `/research/r/${community}`,
    method: "GET",
    answers: researchPage,
  },
  {
    route: "/research/r/[subreddit]/fraction",
    path: `/research/r/${community}/fraction`,
    method: "GET",
    answers: researchPage,
  },
  {
    route: "/research/r/[subreddit]/fraction/set",
    path: `/research/r/${community}/fraction/set`,
    method: "POST",
    fields: { percent: "50" },
    answers: { nobody: 401, researcher: 303, operator: 303, else: 403 },
  },
  { route: "/research/labels", method: "GET", answers: researchPage },
  {
    route: "/research/labels/sheet",
    method: "POST",
    answers: { nobody: 401, researcher: 200, operator: 200, else: 403 },
  },
  {
    route: "/research/labels/import",
    method: "POST",
    answers: { nobody: 401, researcher: 303, operator: 303, else: 403 },
  },
  { route: "/research/fraction", method: "GET", answers: researchPage },
  {
    route: "/research/fraction/set",
    method: "POST",
    fields: { percent: "50" },
    answers: { nobody: 401, researcher: 303, operator: 303, else: 403 },
  },
  {
    route: "/research/counting",
    method: "GET",
    answers: researchPage,
  },
  {
    route: "/research/plan/lock",
    method: "POST",
    answers: { nobody: 401, researcher: 303, operator: 303, else: 403 },
  },
  {
    route: "/research/plan/unlock",
    method: "POST",
    answers: { nobody: 401, researcher: 303, operator: 303, else: 403 },
  },
  {
    route: "/research/download/archive",
    method: "POST",
    answers: { nobody: 401, researcher: 200, operator: 200, else: 403 },
  },
  operateRow(""),
  operateRow("/settings"),
  operateRow("/jobs"),
  operateRow("/sessions"),
  operateRow("/sign-ups"),
  operateRow("/roles"),
  operateRow("/jobs/retry", { job: "process-conversation:none" }),
  operateRow("/jobs/give-up", { job: "process-conversation:none" }),
  operateRow("/jobs/retry-all", { state: "failing", match: "none" }),
  operateRow("/jobs/give-up-all", { state: "failing", match: "none" }),
  operateRow("/sessions/end", { redditor: "t2_nobody" }),
  operateRow("/sign-ups/answered", { "sign-up": "1" }),
  operateRow("/roles/grant", { username: "a_friend", role: "researcher" }),
  operateRow("/roles/revoke", { username: "a_friend", role: "researcher" }),
  // These end the session, so they come last.
  { route: "/sign-out", method: "POST", answers: ownPost },
  { route: "/account/end-all", method: "POST", answers: ownPost },
];
