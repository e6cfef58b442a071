import { programVersion, type SiteConfig } from "@appealmod/config";
import type { Logger } from "@appealmod/logger";
import { type Installation, openForm, readCommunityDefaults } from "@appealmod/use-cases";
import { createCarriedPosts } from "./carried-posts.ts";
import { composeReports } from "./compose-reports.ts";
import { innermostCause } from "./innermost-cause.ts";
import { createPageStatuses } from "./page-statuses.ts";
import { createPlainPages } from "./plain-page.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { receiveForm } from "./receive-form.ts";
import { receiveLostLink } from "./receive-lost-link.ts";
import { receiveSignUp } from "./receive-sign-up.ts";
import { redditAddresses } from "./reddit-addresses.ts";
import { composeResearchRoom } from "./research-room.ts";
import { createRoomRefusals } from "./room-refusal.ts";
import { composeRooms } from "./rooms.ts";
import { redditApp } from "./sign-in/reddit-app.ts";
import { createRedditSignIn } from "./sign-in/reddit-sign-in.ts";
import type { Site } from "./site.ts";

export interface SiteParts {
  readonly config: Pick<
    SiteConfig,
    | "admins"
    | "appealRetention"
    | "banLogInterval"
    | "botUsername"
    | "legalNoticeUrl"
    | "logDays"
    | "operatorContact"
    | "operatorName"
    | "recentPollInterval"
    | "redditUrl"
    | "researchApproval"
    | "rootDir"
    | "settingsInForce"
    | "siteClientId"
    | "siteClientSecret"
    | "sourceUrl"
    | "treatmentFraction"
    | "updateCutoff"
    | "webUrl"
  >;
  readonly installation: Installation;
  /** The folder of the web app. */
  readonly appDir: string;
  readonly logger: Logger;
  readonly now?: () => Date;
  /** Signs what a refusal's own button carries; the same for processes that share a port. */
  readonly signKey?: Uint8Array;
}

/** Puts the site together: the one place where its parts are constructed. */
export function composeSite(parts: SiteParts): Site {
  const { config, installation, appDir, logger, now = () => new Date() } = parts;
  const app = redditApp(config);
  const defaults = readCommunityDefaults(config);
  const limiter = createRateLimiter({ installation, now, logger });
  const operator: Site["operator"] = {
    name: config.operatorName,
    contact: config.operatorContact,
    legalNotice: config.legalNoticeUrl,
    source: config.sourceUrl,
  };
  return {
    webUrl: config.webUrl,
    operator,
    questions: defaults.questions,
    experiment: {
      treatmentFraction: config.treatmentFraction,
      approval: config.researchApproval ?? null,
    },
    retentionMonths: config.appealRetention,
    periods: { logs: config.logDays, silentAppeal: config.updateCutoff },
    plainPage: createPlainPages(appDir, {
      ...{ messages: redditAddresses(config.redditUrl).messages, operator },
    }),
    redditSignIn: app && createRedditSignIn({ app, logger }),
    redditAddresses: redditAddresses(config.redditUrl),
    pageStatuses: createPageStatuses(),
    rooms: composeRooms({
      installation,
      admins: config.admins,
      defaults,
      webUrl: config.webUrl,
      logger,
      now,
      onUnreadable: (error) =>
        logger.error("record-unreadable", "An appeal's page leaves out what cannot be read.", {
          error,
        }),
      botUsername: config.botUsername,
      pace: {
        recentPollInterval: config.recentPollInterval,
        banLogInterval: config.banLogInterval,
        firstAccount: config.botUsername,
      },
      settingsInForce: config.settingsInForce,
      version: programVersion(config.rootDir),
    }),
    ...composeReports(installation, config.webUrl),
    research: composeResearchRoom({
      installation,
      approval: config.researchApproval ?? null,
      usualFraction: config.treatmentFraction,
      logger,
    }),
    roomRefusal: createRoomRefusals(appDir),
    limiter,
    carriedPosts: createCarriedPosts(now, parts.signKey),
    openForm: (token) =>
      plainly(
        openForm(
          installation,
          { kind: "redditor", formToken: token },
          { updateCutoffDays: config.updateCutoff },
        ),
      ),
    receiveForm: (token, fields) => plainly(receiveForm({ installation, now }, token, fields)),
    receiveSignUp: (fields) => plainly(receiveSignUp({ installation, now, logger }, fields)),
    receiveLostLink: (fields) => plainly(receiveLostLink({ installation, limiter, now }, fields)),
    reportFailure(error, { method, page }) {
      const cause = innermostCause(error);
      logger.error("page-error", `${method} of the page "${page}" failed`, {
        method,
        page,
        error: cause,
      });
    },
    async checkDatabase() {
      await installation.database.pool.query("select 1");
    },
  };
}

/** Whoever prints a failure must not print what somebody wrote. */
async function plainly<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw innermostCause(error);
  }
}
