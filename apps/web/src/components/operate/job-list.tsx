import type { ServiceFacts, SignedIn } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";
import { RoomForm } from "../room/room-form.tsx";

type Job = ServiceFacts["failing"][number];

interface Props {
  readonly jobs: readonly Job[];
  readonly signedIn: SignedIn;
  readonly asOf: Date;
  /** How many there are, of which these are the first. */
  readonly count: number;
  readonly isGivenUp?: boolean;
}

/** Jobs that failed, with what each ended with and what can be done. */
export function JobList({ jobs, signedIn, asOf, count, isGivenUp = false }: Props) {
  const t = useTranslations("rooms.operate.overview");
  const format = useFormatter();
  const next = ({ nextTryAt }: Job) =>
    nextTryAt > asOf ? format.relativeTime(nextTryAt, asOf) : t("soon");
  return (
    <>
      <ul className="room-list">
        {jobs.map((job) => (
          <li key={job.key} className="room-row operate-job">
            <div className="operate-job-words">
              <p>
                <strong>{job.key}</strong>{" "}
                {[job.subreddit && `r/${job.subreddit}`, job.username && `u/${job.username}`]
                  .filter((part) => part !== null && part !== "")
                  .join(", ")}
              </p>
              {!isGivenUp && (
                <p className="soft small">
                  {t("failed", { failures: job.failures, when: next(job) })}
                </p>
              )}
              <p className="written operate-reason">{job.reason}</p>
            </div>
            <div className="operate-acts">
              <RoomForm action="/operate/jobs/retry" signedIn={signedIn}>
                <input type="hidden" name="job" value={job.key} />
                <button type="submit" className="button quiet">
                  {t("retry")}
                  <span className="visually-hidden"> {job.key}</span>
                </button>
              </RoomForm>
              {!isGivenUp && (
                <details>
                  <summary>
                    {t("giveUp")}
                    <span className="visually-hidden"> {job.key}</span>
                  </summary>
                  <RoomForm action="/operate/jobs/give-up" signedIn={signedIn}>
                    <p className="soft small">{t("giveUpText")}</p>
                    <input type="hidden" name="job" value={job.key} />
                    <button type="submit" className="button quiet">
                      {t("giveUpSure")}
                    </button>
                  </RoomForm>
                </details>
              )}
            </div>
          </li>
        ))}
      </ul>
      {count > jobs.length && <p className="soft small">{t("more", { count: jobs.length })}</p>}
    </>
  );
}
