import { setTimeout as wait } from "node:timers/promises";
import { type Database, numberEvents } from "@appealmod/db";

const mostRounds = 20;
/** While another process gives the places, asking it without a pause would only cost. */
const pauseMs = 5;

/** Gives the events that wait for it their places. @returns whether none is left without. */
export async function numberWaitingEvents(database: Database): Promise<boolean> {
  for (let round = 0; round < mostRounds; round += 1) {
    if (!(await numberEvents(database))) return true;
    await wait(pauseMs);
  }
  return false;
}
