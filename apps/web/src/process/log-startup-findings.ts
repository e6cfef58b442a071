import cluster from "node:cluster";
import type { SiteConfig } from "@appealmod/config";
import type { Logger } from "@appealmod/logger";
import { type Installation, startupFindings } from "@appealmod/use-cases";

/** Logs what `doctor` would find at once on this machine, by one of several processes. */
export async function logStartupFindings(
  installation: Installation,
  config: SiteConfig,
  logger: Pick<Logger, "warn">,
): Promise<void> {
  if (cluster.isWorker && cluster.worker?.id !== 1) return;
  const findings = await startupFindings(installation, config).catch(() => []);
  for (const { id, message, fix } of findings)
    logger.warn("startup-finding", fix === null ? message : `${message} ${fix}`, { id });
}
