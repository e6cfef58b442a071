import { indexWorld } from "./index-world.ts";
import type { World, WorldRecord } from "./world.ts";

/** An empty Reddit. Access tokens live 86400 s, as recorded since May 2022. */
export function createWorld(): World {
  const record: WorldRecord = {
    clockOffset: 0,
    logFaults: { lagMs: 0, loseNext: 0 },
    lastDate: 0,
    tokenLifetimeSeconds: 86_400,
    sequences: {},
    accounts: new Map(),
    subreddits: new Map(),
    conversations: new Map(),
    mails: new Map(),
    apps: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
    pendingAnswers: [],
  };
  return indexWorld(record);
}
