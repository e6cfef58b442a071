import { ensureLinkSecret } from "@appealmod/config";
import { createCommunitySource, listServedCommunities } from "@appealmod/db";
import { storesOfCopies } from "@appealmod/sinks";
import { applyRetention, createTombstone, readCommunityDefaults } from "@appealmod/use-cases";
import type { Command } from "../command.ts";
import { UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readChoice } from "../input/read-choice.ts";

export const retention: Command = {
  name: "retention",
  summary: "delete at once what is kept no longer",
  usage: `Usage: pnpm appealmod retention run --yes [--json]

Does what the bot does each day: deletes appeals that closed more than appeal_retention months ago,
sign-ups that were answered a year ago and conversations that never were an appeal; purges again whoever
was purged and came back with a restored backup; and deletes the copies of all that in MongoDB and in
this machine's log files. Deleted accounts are looked for by the bot alone.

  --yes   deletes it; there is no way back
  --json  prints how much went

Example: pnpm appealmod retention run --yes
`,
  async run({ installation, screen, config, now }, args) {
    const { values, positionals } = readArguments(args, {
      yes: { type: "boolean" },
      json: { type: "boolean" },
    });
    const [verb, ...more] = positionals;
    nothingMore(more);
    if (verb === undefined) throw new UsageError("What to do? Write run.");
    readChoice("What to do", verb, ["run"]);
    if (!values.yes) throw new UsageError("Say --yes: there is no way back.");
    const opened = await installation();
    const settings = config();
    const { linkSecret, dataDir, appealRetention, updateCutoff } = settings;
    const communities = createCommunitySource(opened.database, readCommunityDefaults(settings));
    const served = await listServedCommunities(opened.database);
    const cutoffs = await Promise.all(
      served.map(({ name }) =>
        communities.policyFor(name).then((policy) => policy.settings.updateCutoffDays),
      ),
    );
    const gone = await applyRetention(
      opened,
      { kind: "program" },
      {
        ...{ appealRetention, dataDir, at: now() },
        cutoffs: [updateCutoff, ...cutoffs],
        tombstone: createTombstone(await ensureLinkSecret(linkSecret, dataDir)),
        stores: storesOfCopies(settings),
      },
    );
    if (values.json) return screen.json(gone);
    const { appeals, signUps, purged } = gone;
    screen.text(`Deleted: ${appeals} appeals, ${signUps} sign-ups. Purged again: ${purged}.`);
  },
};
