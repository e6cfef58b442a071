import type { Orm } from "../open-database.ts";

/**
 * A query that many requests ask: its text is made once for each database, which takes as long as its
 * answer. It gets no name at the server, for a pool between us and it may know of none.
 *
 * @param build ends in `.prepare("")`
 */
export function builtOnce<Query>(build: (orm: Orm) => Query): (orm: Orm) => Query {
  const built = new WeakMap<Orm, Query>();
  return (orm) => {
    const query = built.get(orm) ?? build(orm);
    built.set(orm, query);
    return query;
  };
}
