import { expect, test } from "vitest";
import { SnoowrapSession } from "../src/session/snoowrap-session.ts";
import { settingsFrom } from "../src/settings.ts";
import { ScriptedServer, tokenEndpoint } from "./scripted-server.ts";
import { credentials } from "./test-gateway.ts";

test("speaks with Reddit's own two hosts unless told otherwise", () => {
  const { wwwUrl, oauthUrl } = settingsFrom({ credentials });
  expect([wwwUrl, oauthUrl]).toEqual(["https://www.reddit.com", "https://oauth.reddit.com"]);
});

test("logs in at one host and asks the other, with name and password at the first only", async () => {
  const www = await ScriptedServer.start();
  const oauth = await ScriptedServer.start();
  oauth.on("GET /api/v1/me", { body: { name: "PineBot" } });
  const settings = settingsFrom({ credentials });
  const session = new SnoowrapSession({ ...settings, wwwUrl: www.url, oauthUrl: oauth.url });
  const answer = await session.send({ method: "GET", path: "/api/v1/me", query: {}, form: null });
  expect(answer).toMatchObject({ status: 200, body: '{"name":"PineBot"}', bodyState: "whole" });
  expect(www.to(tokenEndpoint)).toHaveLength(1);
  expect(oauth.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1"]);
});
