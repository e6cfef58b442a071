import { storesOfCopies } from "@appealmod/sinks";
import { applyRetention as apply } from "@appealmod/use-cases";
import type { Bot } from "../compose.ts";
import { createServedCutoffs } from "./served-cutoffs.ts";

/** Deletes what is kept no longer, by the settings of this bot. */
export async function applyRetention(bot: Bot): Promise<void> {
  const { config, ports, tombstone } = bot;
  const served = await createServedCutoffs(bot)();
  await apply(
    bot,
    { kind: "program" },
    {
      ...{ appealRetention: config.appealRetention, dataDir: config.dataDir, tombstone },
      cutoffs: [config.updateCutoff, ...served.map(({ days }) => days)],
      stores: storesOfCopies(config),
      at: ports.clock.now(),
    },
  );
}
