import { isNameAmong, isSameAccount, isSameName, type Redditor } from "../appeal/conversation.ts";
import { type BanRecord, evolveBans, recordedBan } from "../bans/ban-record.ts";
import type { BanRegister, LiftedAppeal, LogLook, LogPosition, LogUpdate } from "../ports.ts";

/** A register of bans in memory, no less strict than Postgres. */
export class MemoryBanRegister implements BanRegister {
  readonly #openAppeals: () => readonly (LiftedAppeal & { readonly redditorId: string | null })[];
  #records: readonly BanRecord[] = [];
  readonly #positions = new Map<string, LogPosition>();
  #turn: Promise<unknown> = Promise.resolve();

  /** @param openAppeals those that an unban may end */
  constructor(
    openAppeals: () => readonly (LiftedAppeal & {
      readonly redditorId: string | null;
    })[] = () => [],
  ) {
    this.#openAppeals = openAppeals;
  }

  async recordsOf(subreddit: string, redditor: Redditor): Promise<readonly BanRecord[]> {
    return this.#split(subreddit, redditor).theirs;
  }

  async record(...[subreddit, answers, how]: Parameters<BanRegister["record"]>): Promise<void> {
    for (const { redditor, ban } of answers) {
      const { theirs, others } = this.#split(subreddit, redditor);
      this.#records = [...others, ...recordedBan(theirs, { subreddit, redditor }, ban, how)];
    }
  }

  async position(account: string): Promise<LogPosition | null> {
    return this.#positions.get(account) ?? null;
  }

  look(...[account, work]: Parameters<BanRegister["look"]>): Promise<LogLook> {
    const looked = this.#turn.then(async () => {
      const update = await work(this.#positions.get(account) ?? null);
      if (update === null) return { position: await this.position(account), lifted: [] };
      const { entries, readAt } = update;
      const lifted: LiftedAppeal[] = [];
      for (const entry of entries) {
        if (entry.change.kind !== "banned" && entry.change.kind !== "unbanned") continue;
        const { redditor } = entry.change;
        const { theirs, others } = this.#split(entry.subreddit, redditor);
        this.#records = [...others, ...evolveBans(theirs, entry, readAt)];
        if (entry.change.kind === "unbanned")
          lifted.push(
            ...this.#openAppeals().filter(
              (appeal) =>
                isSameName(appeal.subreddit, entry.subreddit) &&
                isSameAccount({ id: appeal.redditorId, name: appeal.username }, redditor),
            ),
          );
      }
      const position = update.position(this.#isMissing(update));
      this.#positions.set(account, position);
      return { position, lifted };
    });
    this.#turn = looked.catch(() => {});
    return looked;
  }

  #isMissing({ expected }: LogUpdate): boolean {
    return this.#records.some(
      ({ subreddit, bannedAt, liftedAt, checkedAt, source, isInLog }) =>
        isNameAmong(subreddit, expected.subreddits) &&
        source === "asked" &&
        !isInLog &&
        liftedAt === null &&
        bannedAt !== null &&
        bannedAt > expected.bannedAfter &&
        checkedAt > expected.askedAfter &&
        checkedAt < expected.askedBefore,
    );
  }

  #split(subreddit: string, redditor: Redditor) {
    const isTheirs = (record: BanRecord) =>
      isSameName(record.subreddit, subreddit) && isSameAccount(record.redditor, redditor);
    return {
      theirs: this.#records.filter(isTheirs),
      others: this.#records.filter((record) => !isTheirs(record)),
    };
  }
}
