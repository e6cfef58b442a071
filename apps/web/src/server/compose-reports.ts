import {
  correctedReport,
  correctTransparencyReport,
  type Installation,
  reportsAsAtom,
  reportsAsCsv,
  reportsAsJson,
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
  return {
    openReport,
    correctedReport: (moderator, month) =>
      correctedReport(installation, moderator, { ...month, at: new Date() }),
    correctReport: (moderator, correction) =>
      correctTransparencyReport(installation, moderator, { ...correction, at: new Date() }),
    async reportAs(subreddit, format) {
      const reports = await openReport(subreddit);
      if (!reports) return null;
      if (format === "csv") return reportsAsCsv(reports);
      if (format === "json") return reportsAsJson(reports);
      return reportsAsAtom(reports, `${webUrl}/report/${reports.name}`);
    },
  };
}
