import { type Database, numberEvents } from "@appealmod/db";

/** While another process gives the places, asking it again and again would only cost. */
const mostRounds = 20;

/** Gives the events that wait for it their places. @returns whether none is left without. */
export async function numberWaitingEvents(database: Database): Promise<boolean> {
  for (let round = 0; round < mostRounds; round += 1)
    if (!(await numberEvents(database))) return true;
  return false;
}
