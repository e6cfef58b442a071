import { jobDefinitions } from "./job-definitions.ts";

interface CountingClient {
  query(text: string, values: unknown[]): Promise<{ readonly rowCount: number | null }>;
}

/**
 * Takes the jobs about these conversations out of the queue. One that runs now goes on to its end.
 *
 * @returns how many were taken out
 */
export async function removeJobsOfConversations(
  client: CountingClient,
  conversationIds: readonly string[],
): Promise<number> {
  if (conversationIds.length === 0) return 0;
  const { key } = jobDefinitions["process-conversation"];
  const keys = conversationIds.map((conversationId) =>
    key({ conversationId, subreddit: "", username: null, because: "due" }),
  );
  const { rowCount } = await client.query(
    `select graphile_worker.remove_job(jobs.key) from graphile_worker.jobs
    where jobs.key = any($1) and jobs.locked_at is null`,
    [keys],
  );
  return rowCount ?? 0;
}
