import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { expect, it } from "vitest";
import * as schema from "../schema/index.ts";
import { tableRights } from "./table-rights.ts";

it("names every table that there is, and no other", () => {
  const tables = Object.values(schema).flatMap((each) =>
    is(each, PgTable) ? [getTableName(each)] : [],
  );
  expect(Object.keys(tableRights).toSorted()).toEqual(tables.toSorted());
});
