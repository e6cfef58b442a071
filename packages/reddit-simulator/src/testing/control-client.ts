import type { CommandInput, CommandName, CommandResult } from "../control/commands.ts";

/** Carries one command to a simulator: over HTTP, or straight to one in this process. */
export type Transport = (name: CommandName, input: unknown) => Promise<unknown>;

export class ControlError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "ControlError";
    this.status = status;
    this.code = code;
  }
}

type Input<Name extends CommandName> = CommandInput<Name>;
type Result<Name extends CommandName> = Promise<CommandResult<Name>>;

/**
 * What tests ask of a simulator, as typed calls. Every method rejects with {@link ControlError} when
 * the simulator refuses; none of them counts as an API request.
 */
export class ControlClient {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Any command by name; the methods below are this with better words. */
  async send<Name extends CommandName>(name: Name, input: Input<Name>): Result<Name> {
    return (await this.#transport(name, input)) as CommandResult<Name>;
  }

  health = () => this.send("health", {});
  reset = () => this.send("reset", {});
  snapshot = async () => (await this.send("snapshot", {})).snapshot;
  restore = (snapshot: string) => this.send("restore", { snapshot });
  seedDemo = (input: Input<"seed/demo"> = {}) => this.send("seed/demo", input);
  seedAppeals = (input: Input<"seed/appeals">) => this.send("seed/appeals", input);

  createRedditor = (input: Input<"redditors">) => this.send("redditors", input);
  redditors = () => this.send("redditors/list", {});
  deleteAccount = (name: string) => this.send("redditors/delete", { name });
  setAccountStatus = (name: string, status: Input<"redditors/status">["status"]) =>
    this.send("redditors/status", { name, status });
  /** It reads, and writes nothing; its ban, its mail and its name stay. */
  suspendAccount = (name: string) => this.setAccountStatus(name, "suspended");
  unsuspendAccount = (name: string) => this.setAccountStatus(name, "active");
  /** The account id and all that was written stay; the old name is nobody's from then on. */
  renameAccount = (name: string, to: string) => this.send("redditors/rename", { name, to });
  createSubreddit = (input: Input<"subreddits">) => this.send("subreddits", input);
  subreddits = () => this.send("subreddits/list", {});
  /** `null` ends it. */
  setQuarantine = (input: Input<"subreddits/quarantine">) =>
    this.send("subreddits/quarantine", input);
  setModerator = (input: Input<"moderators/set">) => this.send("moderators/set", input);
  removeModerator = (input: Input<"moderators/remove">) => this.send("moderators/remove", input);
  inviteModerator = (input: Input<"moderators/invite">) => this.send("moderators/invite", input);
  createApp = (input: Input<"apps">) => this.send("apps", input);
  issueToken = (input: Input<"tokens/issue">) => this.send("tokens/issue", input);
  revokeTokens = (input: Input<"tokens/revoke"> = {}) => this.send("tokens/revoke", input);
  setTokenLifetime = (seconds: number) => this.send("tokens/lifetime", { seconds });

  ban = (input: Input<"ban">) => this.send("ban", input);
  unban = (input: Input<"unban">) => this.send("unban", input);
  compose = (input: Input<"compose">) => this.send("compose", input);
  /** A redditor writes into a conversation. */
  reply = (input: Input<"reply">) => this.send("reply", input);
  replyToBanNotice = (input: Input<"ban-notice/reply">) => this.send("ban-notice/reply", input);
  moderatorReply = (input: Input<"moderator/reply">) => this.send("moderator/reply", input);
  moderatorCreate = (input: Input<"moderator/create">) => this.send("moderator/create", input);
  moderatorAct = (input: Input<"moderator/act">) => this.send("moderator/act", input);

  /** From the list of redditors: without the message that a mute from a conversation brings. */
  mute = (input: Input<"mute">) => this.send("mute", input);
  unmute = (input: Input<"unmute">) => this.send("unmute", input);
  /** Moderators' public replies to a redditor get a 400; private notes and moves go on. */
  refuseReplies = (input: Input<"replies/refuse">) => this.send("replies/refuse", input);
  allowReplies = (input: Input<"replies/allow">) => this.send("replies/allow", input);
  addAutoResponder = (input: Input<"auto-responders/add">) =>
    this.send("auto-responders/add", input);
  removeAutoResponders = (input: Input<"auto-responders/remove">) =>
    this.send("auto-responders/remove", input);

  conversation = (id: string) => this.send("conversation", { id });
  conversations = (input: Input<"conversations">) => this.send("conversations", input);
  inbox = (name: string, folder: "inbox" | "unread" | "sent" = "inbox") =>
    this.send("inbox", { name, folder });
  bans = (subreddit: string) => this.send("bans", { subreddit });
  moderationLog = (subreddit: string) => this.send("moderation-log", { subreddit });

  requests = (input: Input<"requests"> = {}) => this.send("requests", input);
  resetRequests = () => this.send("requests/reset", {});
  addFault = (input: Input<"faults/add">) => this.send("faults/add", input);
  clearFaults = (id?: number) => this.send("faults/clear", id === undefined ? {} : { id });
  faults = () => this.send("faults", {});
  setRateLimit = (input: Input<"rate-limit">) => this.send("rate-limit", input);
  setModerationLog = (input: Input<"moderation-log/faults">) =>
    this.send("moderation-log/faults", input);
  advanceClock = (advanceMs: number) => this.send("clock", { advanceMs });
  setClockOffset = (offsetMs: number) => this.send("clock", { offsetMs });
}

/**
 * A client for a simulator that runs as a process of its own.
 *
 * @param url its address, `http://127.0.0.1:8085`
 * @param token the control token, when the simulator was started with one
 */
export function connectControl(url: string, token?: string): ControlClient {
  return new ControlClient(async (name, input) => {
    const response = await fetch(new URL(`/_control/${name}`, url), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(input),
    });
    const body: unknown = await response.json();
    if (!response.ok) throw controlError(response.status, body);
    return body;
  });
}

/** The error behind a refused command's body `{error, code}`. */
export function controlError(status: number, body: unknown): ControlError {
  const { error, code } = body as { error?: string; code?: string };
  return new ControlError(status, code ?? "UNKNOWN", error ?? `control answered ${status}`);
}
