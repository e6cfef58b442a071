import { expect, it } from "vitest";
import {
  type Actor,
  type CommunityPermission,
  communityPermissions,
  hasPermission,
} from "../src/index.ts";

const actors: readonly Actor[] = [
  { kind: "operator" },
  { kind: "program" },
  { kind: "moderator", redditorId: "t2_olive", username: "RangerOlive" },
  { kind: "researcher", username: "DrFern" },
  { kind: "redditor", formToken: "token" },
  { kind: "visitor" },
];

function allowed(permission: CommunityPermission, rights: readonly string[] | null) {
  return actors.filter((actor) => hasPermission(actor, permission, rights)).map(({ kind }) => kind);
}

it.each<[CommunityPermission, readonly Actor["kind"][]]>([
  ["serve", ["operator", "program"]],
  ["configure", ["operator"]],
  ["observe", ["program"]],
  ["review", []],
  ["decide", []],
])(
  "without moderating it, the permission to %s a community is for %j alone",
  (permission, kinds) => {
    expect(allowed(permission, null)).toEqual(kinds);
  },
);

it.each<[readonly string[], readonly CommunityPermission[]]>([
  [["all"], ["configure", "review", "decide"]],
  [["mail"], ["review"]],
  [
    ["mail", "access"],
    ["review", "decide"],
  ],
  [["access"], []],
  [["config"], ["configure"]],
  [["posts", "wiki"], []],
  [[], []],
])("whoever moderates it with %j may %j", (rights, permissions) => {
  const may = communityPermissions.filter((each) => allowed(each, rights).includes("moderator"));
  expect(may).toEqual(permissions);
});
