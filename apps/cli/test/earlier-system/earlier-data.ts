/**
 * Data as the earlier AppealMod (Python, Django) writes it, with what goes wrong there: duplicates,
 * nulls, names in different case, rows that are half done. The same numbers give the same data.
 */

export interface EarlierData {
  readonly collections: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  readonly forms: readonly EarlierForm[];
  readonly signUps: readonly EarlierSignUp[];
}

export interface EarlierForm {
  readonly reddit_username: string;
  readonly subreddit: string;
  readonly answers: readonly (string | null)[];
  readonly created_at: Date;
  readonly updated_at: Date;
}

export interface EarlierSignUp {
  readonly name: string;
  readonly email: string;
  readonly reddit_username: string;
  readonly subreddit_url: string;
  readonly created_at: Date;
}

export const formColumns = [
  "why_banned",
  "why_appealing",
  "why_appealing_other",
  "describe_rule",
  "describe_actions",
  "wrong_actions",
  "will_not_repeat",
  "what_steps",
  "allowed_comments",
] as const;

export const noAnswers: readonly null[] = formColumns.map(() => null);

export const someAnswers = [
  "I posted the same picture three times.",
  "regret",
  null,
  "No reposts.",
  "I reposted.",
  "yes",
  "yes",
  "I look before I post.",
  "['c1', 'c4']",
] as const;

/** As PRAW hands dates on: six digits and an offset. */
export function prawDate(date: Date): string {
  return date.toISOString().replace("Z", "000+00:00");
}

export interface EarlierUser {
  readonly username: string;
  readonly conv_id: string;
  readonly subreddit: string;
  readonly group: 0 | 1;
  readonly appeal_time: string;
  readonly [field: string]: unknown;
}

/** A document as it is on the first eligible message, and what was set later. */
export function userLog(
  username: string,
  convId: string,
  at: Date,
  more: Readonly<Record<string, unknown>> = {},
): EarlierUser {
  return {
    username,
    conv_id: convId,
    subreddit: "PineLakeHikers",
    group: 1,
    appeal_time: prawDate(at),
    form_filled: false,
    form_shared: false,
    note_shared: false,
    mod_involved: false,
    user_deleted: false,
    ignored: false,
    ...more,
  };
}

export function conversationLog(
  id: string,
  username: string,
  messages: readonly (readonly [author: string | null, body: string, at: Date])[],
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const last = messages.at(-1)?.[2] ?? new Date(0);
  return {
    id,
    conversation_data: {
      id,
      subject: "You have been permanently banned",
      owner: "PineLakeHikers",
      participant: username,
      authors: [`Redditor(name='${username}')`],
      is_internal: false,
      is_auto: true,
      last_updated: prawDate(last),
    },
    message_data: messages.map(([author, body, at], index) => ({
      id: `${id}m${index}`,
      author,
      body: `<p>${body}</p>`,
      body_markdown: body,
      date: prawDate(at),
      is_internal: false,
    })),
    is_banned: true,
    ban_info: null,
    unbanned_time: null,
    ...more,
  };
}

export function form(
  reddit_username: string,
  at: Date,
  answers: readonly (string | null)[] = noAnswers,
): EarlierForm {
  return {
    reddit_username: reddit_username.toLowerCase(),
    subreddit: "pinelakehikers",
    answers,
    created_at: at,
    updated_at: at,
  };
}

const states: readonly Readonly<Record<string, unknown>>[] = [
  { form_shared: true },
  { form_shared: true, form_filled: true },
  { form_shared: true, form_filled: true, note_shared: true },
  { form_shared: true, form_filled: true, note_shared: true, appeal_accept: true },
  { form_shared: true, ignored: true },
  { form_shared: true, ignored: true, mod_involved: true },
  { group: 0 },
  {},
  { form_shared: true, user_deleted: true },
  { form_shared: true, form_filled: true, note_shared: true, ignored: true, appeal_accept: false },
];

/** @param now the newest message is from then; the oldest from 400 days before */
export function earlierData(users: number, conversations: number, now: Date): EarlierData {
  const userLogs: Record<string, unknown>[] = [];
  const conversationLogs: Record<string, unknown>[] = [];
  const forms: EarlierForm[] = [];
  for (let n = 0; n < users; n += 1) {
    const at = new Date(now.getTime() - ((n % 400) + 1) * 86_400_000 - n * 1000);
    const later = new Date(at.getTime() + 3_600_000);
    const username = n % 3 === 0 ? `Hiker_${n}` : `hiker_${n}`;
    const state = states[n % states.length] ?? {};
    const other = n % 11 === 0 ? { other_conv_ids: [`b${n}`] } : {};
    const document = userLog(username, `a${n}`, at, {
      ...state,
      ...other,
      last_conv_update: n % 5 === 0 ? null : prawDate(later),
    });
    userLogs.push(document);
    // Two passes raced; the later document was never looked at again.
    if (n % 25 === 0) userLogs.push(userLog(username.toUpperCase(), `a${n}`, at));
    // Rows that do not fit.
    if (n % 500 === 0) userLogs.push({ ...document, username: null });
    if (n % 500 === 1)
      userLogs.push({ ...document, username: `odd_${n}`, appeal_time: "yesterday" });
    const isFilled = state.form_filled === true;
    if (state.group !== 0) forms.push(form(username, later, isFilled ? someAnswers : noAnswers));
    // An invitation that failed.
    if (n % 100 === 0) forms.push(form(`stranger_${n}`, at));
  }
  for (let n = 0; n < conversations; n += 1) {
    const isAppeal = n < users;
    const at = new Date(now.getTime() - ((n % 400) + 1) * 86_400_000 - n * 1000);
    const name = isAppeal ? (n % 3 === 0 ? `Hiker_${n}` : `hiker_${n}`) : `passer_by_${n}`;
    const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
    const id = isAppeal ? `a${n}` : `z${n}`;
    const messages = [
      ["RangerOlive", "You have been banned.", at],
      [name, "Why? \ud83c\udf32 ".repeat(20), after(1)],
      [n % 50 === 0 ? null : "AppealModBot", "Please fill in the form.", after(2)],
    ] as const;
    const isUnbanned = isAppeal && n % 10 === 3;
    conversationLogs.push(
      conversationLog(id, name, messages, isUnbanned ? { unbanned_time: after(600) } : {}),
    );
    if (n % 40 === 0) conversationLogs.push(conversationLog(id, name, messages.slice(0, 2)));
    if (n % 1000 === 0)
      conversationLogs.push({ id: null, conversation_data: {}, message_data: [] });
  }
  const signUps = Array.from({ length: Math.ceil(users / 100) }, (_, n) => ({
    name: `Warden ${n}`,
    email: `warden${n}@example.org`,
    reddit_username: n % 2 === 0 ? `u/Warden_${n % 40}` : `warden_${n % 40}`,
    subreddit_url: n % 3 === 0 ? `https://www.reddit.com/r/Wood_${n % 40}/` : `r/wood_${n % 40}`,
    created_at: new Date(now.getTime() - n * 60_000),
  }));
  return {
    collections: {
      "user-logs": userLogs,
      "conversation-logs": conversationLogs,
      "application-logs": [
        {
          message: "2024-09-22:13:44:01,123 INFO     started",
          timestamp: now,
          conv_id: null,
          subreddit: null,
        },
      ],
      "bot-responses": [
        {
          subreddit: "PineLakeHikers",
          initial: "Hello. Fill in https://appealmod.com/form/ and wait.",
          reminder: "Please fill in the form.",
          final: "Thank you. A person decides.",
          form_link: "https://appealmod.com/form/",
        },
      ],
    },
    forms,
    signUps,
  };
}
