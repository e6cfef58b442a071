const breaking: readonly (readonly [RegExp, string])[] = [
  [/\bdrop\s+(table|schema|view|type|column)\b/i, "drops what the version before may use"],
  [/\brename\b/i, "renames what the version before may use"],
  [/\bset\s+data\s+type\b|\balter\s+column\s+\S+\s+type\b/i, "changes a column's type"],
  [/\bset\s+not\s+null\b/i, "refuses rows that the version before may write"],
  [/\bdrop\s+default\b/i, "takes away a default that the version before may rest on"],
  [/\btruncate\b/i, "deletes rows"],
];

/**
 * What of a migration the version before it could not live with: it goes on while the tables change,
 * and on other machines for as long as an upgrade lasts. Such a change takes two versions: the first
 * does without, the second takes it away.
 */
export function incompatibleChanges(migration: string): readonly string[] {
  const statements = migration.replaceAll(/--(?!>).*$/gm, "").split(/--> statement-breakpoint/);
  // A check that takes the place of one by the same name lets more words in, as a rule.
  const replaced = new Set(
    [...migration.matchAll(/drop constraint (?:if exists )?"?(\w+)/gi)].map(([, name]) => name),
  );
  const own = new Set(statements.flatMap((each) => createdTable(each) ?? []));
  return statements.flatMap((statement) => {
    const text = statement.trim().replaceAll(/\s+/g, " ");
    const table = text.match(
      /(?:alter table(?: only)?|index .* on) "?(?:public"?\.)?"?(\w+)/i,
    )?.[1];
    if (table !== undefined && own.has(table)) return [];
    if (replaced.has(text.match(/add constraint "?(\w+)/i)?.[1])) return [];
    return whyIncompatible(text).map((why) => `${why}: ${text}`);
  });
}

function createdTable(statement: string): string | undefined {
  return statement.match(/create table (?:if not exists )?"?(\w+)/i)?.[1];
}

function whyIncompatible(text: string): readonly string[] {
  const found = breaking.flatMap(([pattern, why]) => (pattern.test(text) ? [why] : []));
  if (
    /\badd column\b/i.test(text) &&
    /\bnot null\b/i.test(text) &&
    !/\bdefault\b|\bgenerated\b/i.test(text)
  )
    found.push("adds a column that the version before does not fill");
  if (/\badd constraint\b/i.test(text) || /\bcreate unique index\b/i.test(text))
    found.push("refuses rows that the version before may write");
  return found;
}
