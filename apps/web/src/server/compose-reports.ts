import {
  correctedReport,
  correctTransparencyReport,
  type Installation,
  reportsAsAtom,
  reportsAsCsv,
  reportsAsJson,
  type SignedIn,
  settingUpActor,
  transparencyReports,
} from "@appealmod/use-cases";
import type { Site } from "./site.ts";

/** What communities publish of themselves. */
export function composeReports(
  installation: Installation,
  webUrl: string,
): Pick<Site, "openReport" | "reportAs" | "correctedReport" | "correctReport"> {
  const openReport = (subreddit: string) =>
    transparencyReports(installation, { subreddit, at: new Date() });
  const as = (by: SignedIn, subreddit: string) => settingUpActor(installation, by, subreddit);
  return {
    openReport,
    correctedReport: async (by, month) =>
      correctedReport(installation, await as(by, month.subreddit), { ...month, at: new Date() }),
    correctReport: async (by, correction) =>
      correctTransparencyReport(installation, await as(by, correction.subreddit), {
        ...correction,
        at: new Date(),
      }),
    async reportAs(subreddit, format) {
      const reports = await openReport(subreddit);
      if (!reports) return null;
      if (format === "csv") return reportsAsCsv(reports);
      if (format === "json") return reportsAsJson(reports);
      return reportsAsAtom(reports, `${webUrl}/report/${reports.name}`);
    },
  };
}
