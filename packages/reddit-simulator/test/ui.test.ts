import { expect, test } from "vitest";
import { markdownToHtml } from "../src/answers/markdown.ts";
import { ask, startDemo } from "./demo-world.ts";

async function scene() {
  const world = await startDemo();
  const { url } = world;
  const be = async (name: string) => {
    const chosen = await ask(url, `/ui/be?name=${name}`);
    const cookie = chosen.headers.get("set-cookie")?.split(";")[0] ?? "";
    const get = (path: string) => ask(url, path, { headers: { cookie } });
    const post = (path: string, form: Record<string, string>) =>
      ask(url, path, { form, headers: { cookie } });
    return { get, post, lands: chosen.headers.get("location") };
  };
  return { ...world, be };
}

test("a redditor is banned, answers from the inbox, and reads the moderators' reply", async () => {
  const { be, url, control } = await scene();
  expect((await ask(url, "/")).text).toContain("u/MossyBoots");
  const olive = await be("RangerOlive");
  const moss = await be("MossyBoots");
  expect([olive.lands, moss.lands]).toEqual(["/ui/modmail", "/ui/inbox"]);
  await olive.post("/ui/bans/PineLakeHikers", {
    name: "MossyBoots",
    reason: "Rule 1",
    note: "rude",
    message: "Be kind.",
    days: "",
  });
  expect((await olive.get("/ui/bans/PineLakeHikers")).text).toContain("Rule 1: rude");
  const inbox = (await moss.get("/ui/inbox")).text;
  expect(inbox).toContain("u/MossyBoots is permanently banned from r/PineLakeHikers");
  const id = /name="id" value="(\w+)"/.exec(inbox)?.[1] ?? "";
  const replied = await moss.post("/ui/inbox/reply", {
    ...{ id, text: "<script>alert(1)</script> & sorry" },
  });
  // Whoever has just written sees an answer without asking for it.
  const awaiting = replied.headers.get("location") ?? "";
  expect((await moss.get(awaiting)).headers.get("refresh")).toBe("2");

  const appeals = (await olive.get("/ui/modmail?folder=appeals")).text;
  const path = /\/ui\/modmail\/\w+(?=">)/.exec(appeals)?.[0] ?? "";
  const conversation = (await olive.get(path)).text;
  expect(conversation).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; sorry");
  expect(conversation).not.toContain("<script>");
  await olive.post(`${path}/reply`, { as: "internal", body: "seems honest" });
  await olive.post(`${path}/reply`, {
    as: "public",
    body: "Fill in [the form](http://127.0.0.1:3000/form/a?b=1&c=2) or http://127.0.0.1:3000/x, http://localhost:3000/y.",
  });
  const answered = (await olive.get(path)).text;
  expect(answered).toMatch(/<article class="private"[\s\S]*?Private note, moderators only/);
  const news = await moss.get(awaiting);
  expect(news.headers.get("refresh")).toBeNull();
  const seen = news.text;
  expect(seen).not.toContain("seems honest");
  expect(seen).toContain('<a href="http://127.0.0.1:3000/form/a?b=1&amp;c=2">the form</a>');
  expect(seen).toContain('<a href="http://127.0.0.1:3000/x">http://127.0.0.1:3000/x</a>,');
  expect(seen).toContain('<a href="http://localhost:3000/y">http://localhost:3000/y</a>.');

  await olive.post(`${path}/act`, { action: "archive" });
  expect((await olive.get("/ui/modmail?folder=archived")).text).toContain(path);
  await olive.post("/ui/bans/PineLakeHikers/unban", { name: "MossyBoots" });
  expect(await control.bans("PineLakeHikers")).toEqual([]);
  expect((await olive.get("/ui/log/PineLakeHikers")).text).toContain("unbanuser");
  expect((await control.requests()).total).toBe(0);
});

test("one writes to a community; who may not look is told so, not shown", async () => {
  const { be } = await scene();
  const kit = await be("CampfireKit");
  expect((await kit.get("/r/pinelakehikers")).text).toContain("Be kind to fellow hikers");
  await kit.post("/ui/compose", { to: "/r/PineLakeHikers", subject: "<b>Hi</b>", text: "there" });
  expect((await kit.get("/ui/inbox")).text).toContain("&lt;b&gt;Hi&lt;/b&gt;");
  const log = await kit.get("/ui/log/PineLakeHikers");
  expect([log.status, log.text.includes("Forbidden")]).toEqual([403, true]);
  const olive = await be("RangerOlive");
  expect((await olive.get("/ui/modmail")).text).toContain("&lt;b&gt;Hi&lt;/b&gt;");
});

test("a moderator invites another one; others may neither look nor invite", async () => {
  const { be, control } = await scene();
  await control.createSubreddit({
    name: "CedarCreek",
    moderators: [
      { name: "RangerOlive", permissions: ["all"] },
      { name: "TrailmasterSam", permissions: ["mail"] },
    ],
  });
  const [olive, sam, moss] = [
    await be("RangerOlive"),
    await be("TrailmasterSam"),
    await be("MossyBoots"),
  ];
  const page = "/mod/CedarCreek/moderators";
  const invitation = { name: "AppealModBot", may_access: "1", may_mail: "1" };
  expect((await moss.get(page)).status).toBe(403);
  for (const one of [moss, sam]) expect((await one.post(page, invitation)).status).toBe(403);
  expect((await olive.get(page)).text).not.toContain("invited");
  await olive.post(page, invitation);
  expect((await olive.get(page)).text).toMatch(
    /u\/AppealModBot<\/td><td>invited<\/td><td>access, mail/,
  );
});

test("a link that names somebody leads to where they have something to do", async () => {
  const { url } = await scene();
  for (const [name, place] of [
    ["RangerOlive", "/ui/modmail"],
    ["MossyBoots", "/ui/inbox"],
  ]) {
    const { headers } = await ask(url, `/?as=${name}`);
    expect(headers.get("location")).toBe(place);
    expect(headers.get("set-cookie")).toContain(`=${name};`);
  }
  expect((await ask(url, "/?as=nobody")).text).toContain("Who do you want to be?");
});

test("the addresses of Reddit's own that a redditor is sent back to lead to their messages", async () => {
  const { url } = await scene();
  const to = async (path: string) =>
    (await fetch(new URL(path, url), { redirect: "manual" })).headers.get("location");
  expect(await to("/message/inbox/?as=RangerOlive")).toBe("/ui/inbox");
  expect(await to("/message/compose?to=/r/PineLakeHikers")).toBe(
    "/ui/compose?to=/r/PineLakeHikers",
  );
});

test("every page opens for whoever a link names", async () => {
  const { url } = await scene();
  const paths = [
    "/ui/inbox",
    "/ui/compose",
    "/ui/modmail",
    "/ui/bans/PineLakeHikers",
    "/ui/log/PineLakeHikers",
    "/mod/PineLakeHikers/moderators",
    "/appeals",
  ];
  for (const path of paths) {
    const page = await ask(url, `${path}?as=RangerOlive`);
    expect([path, page.status, page.text.includes("You are <strong>u/RangerOlive")]).toEqual([
      path,
      200,
      true,
    ]);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  }
});

test.each([
  ["plain <b>&", "<p>plain &lt;b&gt;&amp;</p>"],
  ["a\nb\n\nc", "<p>a\nb</p>\n\n<p>c</p>"],
  ["> q\n> r\n\nafter", "<blockquote>\n<p>q\nr</p>\n</blockquote>\n\n<p>after</p>"],
  ["**so** *it* goes", "<p><strong>so</strong> <em>it</em> goes</p>"],
  ["[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"],
  ['[x](https://a.b/"onclick=1)', '<p><a href="https://a.b/%22onclick=1">x</a></p>'],
  ["r/Pine and u/Kit", '<p><a href="/r/Pine">r/Pine</a> and <a href="/u/Kit">u/Kit</a></p>'],
  ["snake_case_name stays", "<p>snake_case_name stays</p>"],
  ["see (https://a.b/c).", '<p>see (<a href="https://a.b/c">https://a.b/c</a>).</p>'],
  ["- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"],
  ["\\*kept\\*", "<p>*kept*</p>"],
])("markdown %j", (markdown, html) => {
  expect(markdownToHtml(markdown)).toBe(html);
});
