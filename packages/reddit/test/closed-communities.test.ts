import { expect, test } from "vitest";
import { ScriptedServer } from "./scripted-server.ts";
import { failureOf, testGateway } from "./test-gateway.ts";

const about = "GET /r/PineLakeHikers/about";
const banned = "GET /r/PineLakeHikers/about/banned";

/** As recorded in 2020. */
const quarantined = {
  reason: "quarantined",
  quarantine_message_html: '<!-- SC_OFF --><div class="md"><p>Be careful.</p></div><!-- SC_ON -->',
  message: "Forbidden",
  quarantine_message: "Be careful. [evil](https://evil.example)",
  error: 403,
};

const closed = (reason: string, status: number) => ({
  status,
  body: { reason, message: status === 404 ? "Not Found" : "Forbidden", error: status },
});

test.each([about, banned])(
  "%s: a quarantined community is told with the way in",
  async (endpoint) => {
    const server = await ScriptedServer.start();
    server.on(endpoint, { status: 403, body: quarantined });
    const { gateway } = testGateway(server.url);
    const error = await failureOf(
      endpoint === about
        ? gateway.subredditFacts("PineLakeHikers")
        : gateway.findBan("PineLakeHikers", "MossyBoots"),
    );
    expect(error).toMatchObject({ kind: "forbidden", status: 403 });
    const told = String(error);
    expect(told).toMatch(/r\/PineLakeHikers is quarantined/);
    expect(told).toMatch(
      /Log in .*as the bot's account.*https:\/\/www\.reddit\.com\/r\/PineLakeHikers/,
    );
    expect(told).toMatch(/POST \/api\/quarantine_optin.*sr_name=PineLakeHikers/);
    expect(told).not.toMatch(/private|moderator there|evil/);
  },
);

test.each([
  ["private", 403, "forbidden", /r\/PineLakeHikers is private.*moderator/],
  ["gold_only", 403, "forbidden", /r\/PineLakeHikers .*Premium/],
  ["banned", 404, "not-found", /Reddit has banned r\/PineLakeHikers.*leave PineLakeHikers/],
  ["banned", 403, "forbidden", /Reddit has banned r\/PineLakeHikers/],
])("reason %s (%i)", async (reason, status, kind, message) => {
  const server = await ScriptedServer.start();
  server.on(about, closed(reason, status));
  const { gateway } = testGateway(server.url);
  const error = await failureOf(gateway.subredditFacts("PineLakeHikers"));
  expect(error).toMatchObject({ kind, status, message: expect.stringMatching(message) });
});

test("any other reason is told in Reddit's words", async () => {
  const server = await ScriptedServer.start();
  server.on(about, closed("under_water", 403));
  const { gateway } = testGateway(server.url);
  const error = await failureOf(gateway.subredditFacts("PineLakeHikers"));
  expect(String(error)).toMatch(/is private and does not let the bot in.*under_water/);
});

test("modmail of a quarantined community names no community that it does not know", async () => {
  const server = await ScriptedServer.start();
  server.on("POST /api/mod/conversations/abc", { status: 403, body: quarantined });
  const { gateway } = testGateway(server.url);
  const told = String(await failureOf(gateway.sendMessage("abc", "x")));
  expect(told).toMatch(/The community is quarantined/);
  expect(told).toMatch(/quarantine_optin/);
});
