export {
  giveUpJob,
  giveUpJobs,
  type JobChange,
  retryJob,
  retryJobs,
} from "./change-failing-job.ts";
export { type Drained, type DrainOptions, drainJobs, type WaitingJob } from "./drain-jobs.ts";
export { type EnqueueOptions, enqueue, enqueueAll, type QueryClient } from "./enqueue.ts";
export {
  countFailedJobs,
  type FailedCount,
  type FailedState,
  type FailingJob,
  failedJobs,
  failingJobs,
  type JobFilter,
} from "./failing-jobs.ts";
export { type JobName, type JobPayload, jobDefinitions, jobNames } from "./job-definitions.ts";
export type { PausedCommunities } from "./job-flags.ts";
export { type JobSubject, jobSubject } from "./job-subject.ts";
export { migrateJobs } from "./migrate-jobs.ts";
export { type QueueDepth, queueDepth } from "./queue-depth.ts";
export { type JobCounts, jobCounts, type QueueState, queueState } from "./queue-state.ts";
export { removeJobsOfConversations } from "./remove-jobs-of-conversations.ts";
export type { JobContext, JobEvents, JobHandlers, JobRef } from "./run-job.ts";
export { type RunningWorker, startWorker, type WorkerOptions } from "./start-worker.ts";
export { waitingAppellants } from "./waiting-appellants.ts";
export { type WaitingTime, waitingTime } from "./waiting-time.ts";
export { type WorkersAlive, workersAlive } from "./workers-alive.ts";
