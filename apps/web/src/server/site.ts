import type { QuestionSet, TransparencyReport } from "@appealmod/core";
import type { CommunityReports, Correction, FormView, SignedIn } from "@appealmod/use-cases";
import type { CarriedPosts } from "./carried-posts.ts";
import type { PageStatuses } from "./page-statuses.ts";
import type { PlainPages } from "./plain-page.ts";
import type { PostedFields } from "./posted-fields.ts";
import type { RateLimiter } from "./rate-limit.ts";
import type { FormReceipt } from "./receive-form.ts";
import type { LostLinkReceipt } from "./receive-lost-link.ts";
import type { SignUpReceipt } from "./receive-sign-up.ts";
import type { RedditAddresses } from "./reddit-addresses.ts";
import type { ReportFormat } from "./report-formats.ts";
import type { ResearchRoom } from "./research-room.ts";
import type { RoomRefusals } from "./room-refusal.ts";
import type { Rooms } from "./rooms.ts";
import type { RedditSignIn } from "./sign-in/reddit-sign-in.ts";

/**
 * All that pages and route handlers may ask for. It is composed once per process, outside
 * of Next's bundles, so that there is one pool of connections and one place of wiring.
 */
export interface Site {
  /** The site's public address, without a slash at its end. */
  readonly webUrl: string;
  /** How long things are kept or waited for, in days, where a community sets nothing else. */
  readonly periods: { readonly logs: number; readonly silentAppeal: number };
  /** Who runs this installation, as far as the settings say. */
  readonly operator: {
    readonly name?: string | undefined;
    /** An e-mail address or a page. */
    readonly contact?: string | undefined;
    readonly legalNotice?: string | undefined;
    /** Where the program's source is. */
    readonly source?: string | undefined;
  };
  /** What redditors are asked where a community asks nothing of its own. */
  readonly questions: QuestionSet;
  readonly experiment: {
    /** Share of redditors that get the form where a community sets nothing else, 0 to 1. */
    readonly treatmentFraction: number;
    /** Reference of the approval; `null` where none is recorded. */
    readonly approval: string | null;
  };
  /** Months after which an appeal that is over is deleted; 0 keeps it. */
  readonly retentionMonths: number;
  openForm(token: string): Promise<FormView>;
  receiveForm(token: string, fields: PostedFields): Promise<FormReceipt>;
  receiveLostLink(fields: PostedFields): Promise<LostLinkReceipt>;
  receiveSignUp(fields: PostedFields): Promise<SignUpReceipt>;
  readonly limiter: RateLimiter;
  readonly carriedPosts: CarriedPosts;
  /** Pages for refusals, with their status. */
  readonly plainPage: PlainPages;
  /** `null` where the settings name no app at Reddit. */
  readonly redditSignIn: RedditSignIn | null;
  readonly redditAddresses: RedditAddresses;
  /** Where pages say with which status they are answered. */
  readonly pageStatuses: PageStatuses;
  /** What those who are signed in may ask for. */
  readonly rooms: Rooms;
  /** What a community publishes; `null` where its moderators do not. */
  openReport(subreddit: string): Promise<CommunityReports | null>;
  /** The same for other programs. */
  reportAs(subreddit: string, format: ReportFormat): Promise<string | null>;
  /** What a published month counts now. @throws NotAllowedError */
  correctedReport(
    by: SignedIn,
    month: Pick<Correction, "subreddit" | "month">,
  ): Promise<TransparencyReport | null>;
  /** @returns the number of the version that was published; `null` where none was */
  correctReport(by: SignedIn, correction: Omit<Correction, "at">): Promise<number | null>;
  /** What researchers may ask for. */
  readonly research: ResearchRoom;
  /** Pages for what they may not. */
  readonly roomRefusal: RoomRefusals;
  /** Notes in the log that a page failed, and why. `page` is a name, not an address. */
  reportFailure(error: unknown, at: { readonly method: string; readonly page: string }): void;
  /** @throws when the database does not answer */
  checkDatabase(): Promise<void>;
}

const place = Symbol.for("appealmod.site");

/** Makes the composed site known to the pages of this process. */
export function provideSite(site: Site): void {
  (globalThis as Record<symbol, unknown>)[place] = site;
}

/** The site of this process. */
export function theSite(): Site {
  const site = (globalThis as Record<symbol, unknown>)[place];
  if (!site)
    throw new Error("The site was started without its composition: start it with `pnpm web`.");
  return site as Site;
}
