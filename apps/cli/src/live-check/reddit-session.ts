import { RedditError } from "@appealmod/core";
import { z } from "zod";

/** An account that plays a part in the check, with an app of type "script" of its own. */
export const playerSchema = z.strictObject({
  username: z.string().min(1),
  password: z.string().min(1),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  user_agent: z.string().min(1),
});
export type Player = z.infer<typeof playerSchema>;

const tokenSchema = z.object({ access_token: z.string() });
const meSchema = z.object({ name: z.string() });
const formSchema = z.object({
  json: z.object({
    errors: z.array(z.array(z.unknown())),
    data: z.object({ name: z.string().optional() }).optional(),
  }),
});
const inboxSchema = z.object({
  data: z.object({
    children: z.array(
      z.object({
        data: z.object({
          name: z.string(),
          subject: z.string().nullish(),
          subreddit: z.string().nullish(),
          body: z.string(),
          created_utc: z.number(),
        }),
      }),
    ),
  }),
});

/** A message that somebody got. */
export interface Letter {
  /** `t4_…` */
  readonly id: string;
  readonly body: string;
  readonly at: Date;
}

/** What a moderator and a redditor do at Reddit, which the bot itself never does. */
export class RedditSession {
  readonly #player: Player;
  readonly #base: string | undefined;
  #token: string | null = null;

  /** @param base one address for both of Reddit's hosts, for a test server */
  constructor(player: Player, base: string | undefined) {
    this.#player = player;
    this.#base = base;
  }

  get name(): string {
    return this.#player.username;
  }

  /** @returns the account's name as Reddit has it */
  async logIn(): Promise<string> {
    const { username, password, client_id, client_secret } = this.#player;
    const basic = Buffer.from(`${client_id}:${client_secret}`).toString("base64");
    const body = { grant_type: "password", username, password };
    const path = "/api/v1/access_token";
    const url = new URL(path, this.#base ?? "https://www.reddit.com");
    const token = tokenSchema.safeParse(await this.#exchange(url, `Basic ${basic}`, body));
    if (!token.success) throw refusal(path, `the login of u/${username} was refused`);
    this.#token = token.data.access_token;
    return meSchema.parse(await this.#call("/api/v1/me")).name;
  }

  async ban(subreddit: string, name: string, words: { note: string; message: string }) {
    await this.#form(`/r/${subreddit}/api/friend`, {
      ...{ type: "banned", name, note: words.note, ban_message: words.message },
    });
  }

  async unban(subreddit: string, name: string): Promise<void> {
    await this.#call(`/r/${subreddit}/api/unfriend`, { type: "banned", name });
  }

  /** @returns the post's id, `t3_…` */
  async post(subreddit: string, title: string): Promise<string> {
    const words = { kind: "self", sr: subreddit, title, text: title };
    return (await this.#form("/api/submit", words)) ?? "";
  }

  async deletePost(id: string): Promise<void> {
    await this.#call("/api/del", { id });
  }

  /** What a community wrote since a moment, the newest first. */
  async lettersOf(subreddit: string, since: Date): Promise<readonly Letter[]> {
    const page = inboxSchema.parse(await this.#call("/message/inbox?limit=50&raw_json=1"));
    return page.data.children
      .map(({ data }) => data)
      .filter((mail) => mail.subreddit?.toLowerCase() === subreddit.toLowerCase())
      .map(({ name, body, created_utc }) => ({ id: name, body, at: new Date(created_utc * 1000) }))
      .filter(({ at }) => at >= since);
  }

  async answer(letter: string, text: string): Promise<void> {
    await this.#form("/api/comment", { thing_id: letter, text });
  }

  async #form(path: string, fields: Readonly<Record<string, string>>): Promise<string | undefined> {
    const answer = await this.#call(path, { api_type: "json", ...fields });
    const form = formSchema.safeParse(answer);
    if (!form.success) throw refusal(path, "the answer is none that Reddit is known to give");
    const [error] = form.data.json.errors;
    if (error) throw refusal(path, error.filter((word) => typeof word === "string").join(": "));
    return form.data.json.data?.name;
  }

  async #call(path: string, fields?: Readonly<Record<string, string>>): Promise<unknown> {
    const url = new URL(path, this.#base ?? "https://oauth.reddit.com");
    return this.#exchange(url, `Bearer ${this.#token}`, fields);
  }

  async #exchange(
    url: URL,
    authorization: string,
    fields?: Readonly<Record<string, string>>,
  ): Promise<unknown> {
    const response = await fetch(url, {
      method: fields === undefined ? "GET" : "POST",
      headers: { authorization, "user-agent": this.#player.user_agent },
      body: fields === undefined ? null : new URLSearchParams(fields),
      signal: AbortSignal.timeout(30_000),
    }).catch((error: Error) => {
      throw refusal(url.pathname, `no answer: ${error.message}`);
    });
    if (response.ok) return response.json().catch(() => null);
    throw refusal(url.pathname, `u/${this.name} was answered ${response.status}`);
  }
}

function refusal(endpoint: string, why: string): RedditError {
  return new RedditError(`${endpoint}: ${why}.`, { kind: "refused", endpoint });
}
