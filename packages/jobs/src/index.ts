export { type Drained, type DrainOptions, drainJobs, type WaitingJob } from "./drain-jobs.ts";
export { type EnqueueOptions, enqueue, type QueryClient } from "./enqueue.ts";
export { type FailingJob, failingJobs } from "./failing-jobs.ts";
export { type JobName, type JobPayload, jobDefinitions, jobNames } from "./job-definitions.ts";
export { migrateJobs } from "./migrate-jobs.ts";
export { type QueueDepth, queueDepth } from "./queue-depth.ts";
export { RetryLater } from "./retry-later.ts";
export type { JobContext, JobEvents, JobHandlers, JobRef } from "./run-job.ts";
export { type RunningWorker, startWorker, type WorkerOptions } from "./start-worker.ts";
