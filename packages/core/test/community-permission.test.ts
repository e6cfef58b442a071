import { expect, it } from "vitest";
import { type Actor, type CommunityPermission, hasPermission } from "../src/index.ts";

const actors: readonly Actor[] = [
  { kind: "operator" },
  { kind: "program" },
  { kind: "moderator", username: "RangerOlive" },
  { kind: "researcher", username: "DrFern" },
  { kind: "redditor", formToken: "token" },
  { kind: "visitor" },
];

it.each<[CommunityPermission, readonly Actor["kind"][]]>([
  ["serve", ["operator", "program"]],
  ["configure", ["operator"]],
  ["observe", ["program"]],
])("the permission to %s a community is for %j alone", (permission, allowed) => {
  const may = actors.filter((actor) => hasPermission(actor, permission, "PineLakeHikers"));
  expect(may.map(({ kind }) => kind)).toEqual(allowed);
});
