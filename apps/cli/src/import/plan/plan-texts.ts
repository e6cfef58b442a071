import { communityTextsSchema, nameKey } from "@appealmod/core";
import type { TextsToImport } from "@appealmod/use-cases";
import type { ReportRow } from "../report-row.ts";
import { type BotResponse, sources } from "../source/earlier-rows.ts";
import type { Gathered } from "../source/gather.ts";
import { problemsIn } from "../source/problems-in.ts";

const ours = { initial: "invite", reminder: "reminder", final: "final" } as const;
type EarlierText = keyof typeof ours;

/**
 * Texts that can be sent here: the address of the earlier form, which opens nothing here, becomes the
 * place of a redditor's own link. A text without either is reported.
 */
export function planTexts(
  { texts }: Pick<Gathered, "texts">,
  language: string,
): { readonly texts: readonly TextsToImport[]; readonly report: readonly ReportRow[] } {
  const report: ReportRow[] = [];
  const source = sources.texts;
  // What MongoDB calls its documents grows with their age.
  const byAge = texts.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const planned = [...Map.groupBy(byAge, ({ row }) => nameKey(row.subreddit)).values()].flatMap(
    (group) => {
      const [newest, ...others] = group.toReversed();
      if (newest === undefined) return [];
      const { key, row } = newest;
      const merged = others.map((other) => ({
        ...{ source, key: other.key, became: "merged" as const, appealId: null },
        reason: `the same community as document ${key}, which is newer`,
      }));
      const { usable, problems } = usableTexts(row);
      if (Object.keys(usable).length === 0) {
        report.push({ source, key, row, became: "reported", reason: problems.join("; ") });
        report.push(...merged);
        return [];
      }
      const names = Object.keys(usable).join(", ");
      const lacks = problems.length === 0 ? "" : `; not taken over: ${problems.join("; ")}`;
      const reason = `texts of the community: ${names}${lacks}`;
      return {
        ...{ subreddit: row.subreddit, language, texts: usable },
        rows: [{ source, key, became: "kept" as const, reason, appealId: null }, ...merged],
      };
    },
  );
  return { texts: planned, report };
}

function usableTexts(row: BotResponse) {
  const usable: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of ["initial", "reminder", "final"] satisfies EarlierText[]) {
    const text = withPlaceholder(row[name], row.form_link);
    if (text.trim() === "") continue;
    const parsed = communityTextsSchema.safeParse({ [ours[name]]: text });
    if (parsed.success) usable[ours[name]] = text;
    else problems.push(`${name}: ${problemsIn(parsed.error)}`);
  }
  return { usable, problems };
}

/** The address with or without its last slash, whatever stands around it. */
function withPlaceholder(text: string, formLink: string): string {
  const address = formLink.trim().replace(/\/+$/, "");
  if (address === "") return text;
  return text.split(address).join("{{form_link}}").replaceAll("{{form_link}}/", "{{form_link}}");
}
