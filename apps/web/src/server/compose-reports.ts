import {
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
): Pick<Site, "openReport" | "reportAs"> {
  const openReport = (subreddit: string) =>
    transparencyReports(installation, { subreddit, at: new Date() });
  return {
    openReport,
    async reportAs(subreddit, format) {
      const reports = await openReport(subreddit);
      if (!reports) return null;
      if (format === "csv") return reportsAsCsv(reports);
      if (format === "json") return reportsAsJson(reports);
      return reportsAsAtom(reports, `${webUrl}/report/${reports.name}`);
    },
  };
}
