import type { SettingInForce } from "@appealmod/config";
import {
  answerSignUp,
  communitiesOf,
  type ExpectedPace,
  giveUpFailingJob,
  giveUpMatchingJobs,
  grantRole,
  type Installation,
  type JobsChanged,
  type JobsFound,
  jobsThatMatch,
  type KnownCommunity,
  type OperatorOverview,
  operatorOf,
  operatorOverview,
  peopleSignedInOf,
  type RoleChange,
  type RoleGrant,
  retryFailingJob,
  retryMatchingJobs,
  revokeRole,
  roleGrantsOf,
  type SignedIn,
  type StoredSignUp,
  signOutRedditor,
  signUpsOf,
} from "@appealmod/use-cases";

type JobChange = Awaited<ReturnType<typeof retryFailingJob>>;
export type JobFilter = Parameters<typeof jobsThatMatch>[2];
type PersonSignedIn = Awaited<ReturnType<typeof peopleSignedInOf>>[number];

/** For so long one look at the database answers all operators. */
const freshMs = 3_000;

/** What operators may ask for; each use case refuses everybody else. */
export interface OperatorsRoom {
  overview(who: SignedIn): Promise<OperatorOverview>;
  readonly settings: readonly SettingInForce[];
  /** Names that are operators by the settings. */
  readonly admins: readonly string[];
  readonly versions: { readonly program: string | null; readonly node: string };
  retryJob(who: SignedIn, key: string): Promise<JobChange>;
  giveUpJob(who: SignedIn, key: string): Promise<JobChange>;
  jobs(who: SignedIn, filter: JobFilter): Promise<JobsFound>;
  retryJobs(who: SignedIn, filter: JobFilter): Promise<JobsChanged>;
  giveUpJobs(who: SignedIn, filter: JobFilter): Promise<JobsChanged>;
  people(who: SignedIn): Promise<readonly PersonSignedIn[]>;
  signOut(who: SignedIn, redditorId: string): Promise<number>;
  signUps(who: SignedIn): Promise<readonly StoredSignUp[]>;
  answerSignUp(who: SignedIn, id: number): Promise<boolean>;
  /** Every community that anything is known of. */
  communities(who: SignedIn): Promise<readonly KnownCommunity[]>;
  roles(who: SignedIn): Promise<readonly RoleGrant[]>;
  grantRole(who: SignedIn, change: Omit<RoleChange, "at">): Promise<boolean>;
  revokeRole(who: SignedIn, change: Omit<RoleChange, "at">): Promise<boolean>;
}

export interface OperatorsRoomParts {
  readonly installation: Installation;
  readonly admins: readonly string[];
  readonly pace: ExpectedPace;
  readonly settingsInForce: readonly SettingInForce[];
  readonly version: string | null;
  readonly now: () => Date;
}

export function composeOperatorsRoom(parts: OperatorsRoomParts): OperatorsRoom {
  const { installation, admins, pace, settingsInForce, version, now } = parts;
  let last: { readonly at: number; readonly overview: Promise<OperatorOverview> } | undefined;
  /** Whoever is no operator asks as the moderator that they are, and is refused. */
  const actor = (who: SignedIn) => operatorOf(who) ?? who.moderator;
  const change = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    last = undefined;
    return done;
  };
  return {
    overview(who) {
      const at = now();
      const ask = () => operatorOverview(installation, actor(who), pace, at);
      if (operatorOf(who) === null) return ask();
      if (last === undefined || at.getTime() - last.at >= freshMs) {
        const overview = ask();
        const asked = { at: at.getTime(), overview };
        last = asked;
        overview.catch(() => {
          if (last === asked) last = undefined;
        });
      }
      return last.overview;
    },
    settings: settingsInForce,
    admins,
    versions: { program: version, node: process.version },
    retryJob: (who, key) => change(retryFailingJob(installation, actor(who), { key, at: now() })),
    giveUpJob: (who, key) => change(giveUpFailingJob(installation, actor(who), { key, at: now() })),
    jobs: (who, filter) => jobsThatMatch(installation, actor(who), filter),
    retryJobs: (who, filter) =>
      change(retryMatchingJobs(installation, actor(who), { filter, at: now() })),
    giveUpJobs: (who, filter) =>
      change(giveUpMatchingJobs(installation, actor(who), { filter, at: now() })),
    people: (who) => peopleSignedInOf(installation, actor(who), now()),
    signOut: (who, redditorId) =>
      change(signOutRedditor(installation, actor(who), { redditorId, at: now() })),
    signUps: (who) => signUpsOf(installation, actor(who)),
    answerSignUp: (who, id) => change(answerSignUp(installation, actor(who), { id, at: now() })),
    communities: (who) => communitiesOf(installation, actor(who)),
    roles: (who) => roleGrantsOf(installation, actor(who)),
    grantRole: (who, role) => grantRole(installation, actor(who), { ...role, at: now() }),
    revokeRole: (who, role) => revokeRole(installation, actor(who), { ...role, at: now() }),
  };
}
