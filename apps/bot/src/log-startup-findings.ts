import { startupFindings } from "@appealmod/use-cases";
import type { Bot } from "./compose.ts";

/** Logs what `doctor` would find at once on this machine; where it cannot be found out, the start goes on. */
export async function logStartupFindings(bot: Bot): Promise<void> {
  const { config, ports } = bot;
  const findings = await startupFindings(bot, config).catch(() => []);
  for (const { id, message, fix } of findings)
    ports.events.record({
      ...{ event: "startup-finding", level: "warn", audience: "detail", at: ports.clock.now() },
      message: fix === null ? message : `${message} ${fix}`,
      details: { id },
    });
}
