import type { SiteConfig } from "@appealmod/config";
import {
  listenForMonitoring,
  type Monitoring,
  type MonitoringOptions,
} from "@appealmod/monitoring";
import { ListenError } from "./listen.ts";

/**
 * Answers about the site on a port of its own, where the settings name one.
 *
 * @throws ListenError where the port is taken
 */
export async function openMonitoring(
  { metricsHost: host, webMetricsPort: port }: SiteConfig,
  parts: Pick<MonitoringOptions, "metrics" | "checkReady">,
): Promise<Monitoring | null> {
  if (port === undefined) return null;
  try {
    return await listenForMonitoring({ ...parts, host, port });
  } catch (cause) {
    throw new ListenError(
      `The port ${port} of ${host} for /metrics cannot be listened on (${(cause as Error).message}). Set web_metrics_port (APPEALMOD_WEB_METRICS_PORT) to a free port, or leave it out.`,
      { cause },
    );
  }
}
