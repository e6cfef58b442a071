import type { CommunitySettings } from "../community/community-settings.ts";
import { type Appeal, isOpen, isWithPeople } from "./appeal.ts";
import { dayMs, longestCheckDelayMs } from "./cutoff.ts";
import { isFormWaiting } from "./due.ts";

/** Days after the last change on which we ask whether people have decided. */
const outcomeCheckDays = [1, 3, 7, 14, 21, 28, 45, 60, 90, 180, 365];

/** Hours after which a form that could not be forwarded yet is looked at again. */
const hindranceHours = 1;

/**
 * When an open appeal is next worth a look although nothing was heard of it: at the
 * cutoff, and before it on a few days if people have the appeal in their hands. A waiting
 * redditor costs nothing until then. `null` for a closed appeal.
 *
 * @param lastChange the last time that anything happened, their own messages included
 */
export function nextCheck(
  appeal: Appeal,
  lastChange: Date,
  now: Date,
  community: CommunitySettings,
): Date | null {
  if (!isOpen(appeal)) return null;
  const submittedAt = appeal.form?.submittedAt ?? null;
  if (isFormWaiting({ ...appeal, submittedAt })) return after(now, hindranceHours / 24);
  const checks = isWithPeople(appeal)
    ? outcomeCheckDays.map((days) => after(lastChange, days))
    : [];
  const next = checks.find((date) => date > now);
  const end = new Date(lastChange.getTime() + longestCheckDelayMs(community));
  return next && next < end ? next : end;
}

function after(date: Date, days: number): Date {
  return new Date(date.getTime() + days * dayMs);
}
