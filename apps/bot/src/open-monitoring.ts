import { ConfigError } from "@appealmod/config";
import { listenForMonitoring, type Monitoring } from "@appealmod/monitoring";
import type { Bot } from "./compose.ts";

/**
 * Opens the port for probes and metrics where the settings name one.
 *
 * @throws ConfigError where it cannot be listened on
 */
export async function openMonitoring(
  bot: Pick<Bot, "config" | "database" | "metrics">,
): Promise<Monitoring | null> {
  const { metricsHost: host, botMetricsPort: port } = bot.config;
  if (port === undefined) return null;
  const checkReady = async () => void (await bot.database.pool.query("select 1"));
  try {
    return await listenForMonitoring({ host, port, metrics: bot.metrics, checkReady });
  } catch (cause) {
    throw new ConfigError("The port for /metrics cannot be listened on:", [
      `${host}:${port} (${(cause as Error).message}); set bot_metrics_port (APPEALMOD_BOT_METRICS_PORT) to a free port of this machine, or leave it out`,
    ]);
  }
}
