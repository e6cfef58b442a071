import { gzipSync } from "node:zlib";
import { fillForm, readForm, writtenAnswers } from "@appealmod/testing-installation";
import { parse } from "node-html-parser";
import { openBenchGround } from "../ground/bench-ground.ts";
import { arriveAtOnce, awaitDone, countInvited, linkOf } from "../ground/crowd.ts";
import type { Bench, Measurement } from "../measurement.ts";
import { inMilliseconds, spreadOf } from "../percentiles.ts";

/** People who look at once, or send at once. */
const atOnce = 8;

/** The form page and the sending of it, over HTTP and without JavaScript. */
export async function measureSite(bench: Bench): Promise<readonly Measurement[]> {
  const forms = bench.isQuick ? 50 : 500;
  const looks = bench.isQuick ? 100 : 2000;
  const ground = await openBenchGround();
  try {
    const bot = await ground.startBot();
    const crowd = await arriveAtOnce(ground, forms);
    await awaitDone(ground, countInvited, forms);
    const links: string[] = [];
    for (const id of crowd.conversationIds) links.push(await linkOf(ground, id));
    // What follows on a sent form is the bot's; here the site is measured by itself.
    await bot.stop();
    await ground.startSite();
    const page = async (link: string) => {
      const answer = await fetch(link, { headers: headers(), redirect: "manual" });
      return { status: answer.status, body: await answer.text(), headers: answer.headers };
    };
    for (const link of links.slice(0, 20)) await page(link);

    bench.say(`${looks} form pages, ${atOnce} at once`);
    const bare = await load(looks, async () => {
      const answer = await fetch(`${ground.webUrl}/healthz`, { headers: headers() });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`/healthz answered ${answer.status}`);
    });
    const least = `${bare.perSecond.toFixed(0)} a second, ${inMilliseconds(spreadOf(bare.times))}: /healthz, which shows nothing`;
    const pages = await load(looks, async (at) => {
      const { status } = await page(links[at % links.length] ?? "");
      if (status !== 200) throw new Error(`a form page answered ${status}`);
    });
    bench.say(`${forms} forms, ${atOnce} at once`);
    const bodies: { readonly action: string; readonly body: URLSearchParams }[] = [];
    for (const link of links) {
      const form = readForm((await page(link)).body, link, "why_banned");
      bodies.push({
        action: form.action,
        body: fillForm(form, { ...writtenAnswers, why_appealing: "other" }),
      });
    }
    const sent = await load(forms, async (at) => {
      const { action, body } = bodies[at] ?? { action: "", body: null };
      const answer = await fetch(action, { method: "POST", body, headers: headers() });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`a sent form was answered ${answer.status}`);
    });
    const { rows } = await ground.database.pool.query<{ n: number }>(
      "select count(*)::int as n from main_ban_appeal_data where submitted_at is not null",
    );
    return [
      {
        what: `form page, ${atOnce} at once, ${looks} looks`,
        measured: `${pages.perSecond.toFixed(0)} a second, ${inMilliseconds(spreadOf(pages.times))}`,
        floor: least,
      },
      {
        what: `form sent and its page of thanks, ${atOnce} at once, ${forms} forms (${rows[0]?.n ?? 0} stored)`,
        measured: `${sent.perSecond.toFixed(0)} a second, ${inMilliseconds(spreadOf(sent.times))}`,
        floor: "the same, twice: it is sent, and its page is fetched",
      },
      ...(await bytesOfPages({
        landing: `${ground.webUrl}/`,
        "form page": await freshLink(ground),
        "page after the form": links[0] ?? "",
        "sign-up": `${ground.webUrl}/sign-up`,
      })),
    ];
  } finally {
    await ground.stop();
  }
}

type Ground = Awaited<ReturnType<typeof openBenchGround>>;

async function freshLink(ground: Ground): Promise<string> {
  const before = await countInvited(ground);
  const bot = await ground.startBot();
  const { conversationIds } = await arriveAtOnce(ground, 1);
  await awaitDone(ground, countInvited, before + 1);
  await bot.stop();
  return await linkOf(ground, conversationIds[0] ?? "");
}

let visitors = 0;

/** Each request comes from another address, or the limits for one would be measured. */
function headers(): Record<string, string> {
  visitors += 1;
  const address = [10, (visitors >> 16) & 255, (visitors >> 8) & 255, visitors & 255].join(".");
  return { "x-forwarded-for": address };
}

async function load(
  count: number,
  act: (at: number) => Promise<void>,
): Promise<{ readonly perSecond: number; readonly times: readonly number[] }> {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const one = async () => {
    while (next < count) {
      const at = next;
      next += 1;
      const from = performance.now();
      await act(at);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return { perSecond: (count / (performance.now() - began)) * 1000, times };
}

const wordsOnly = { blockTextElements: { script: false, style: false, noscript: false } };

/** Each page by itself, and with everything that a browser fetches for it the first time. */
async function bytesOfPages(
  pages: Readonly<Record<string, string>>,
): Promise<readonly Measurement[]> {
  const fetched = async (url: string) =>
    Buffer.from(await (await fetch(url, { headers: headers() })).arrayBuffer());
  const measured: Measurement[] = [];
  for (const [name, url] of Object.entries(pages)) {
    const html = await fetched(url);
    const paths = html.toString("utf8").matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g);
    const assets = new Set([...paths].map(([, path]) => new URL(path ?? "", url).href));
    const all = [html];
    for (const asset of assets) all.push(await fetched(asset));
    const words = Buffer.from(parse(html.toString("utf8"), wordsOnly).structuredText);
    measured.push({
      what: `bytes of a page: ${name}`,
      measured: `${sizeOf([html])}; with its ${assets.size} scripts and styles ${sizeOf(all)}`,
      floor: `${sizeOf([words])}: its words alone`,
    });
  }
  return measured;
}

function sizeOf(parts: readonly Buffer[]): string {
  const sum = (bytes: (part: Buffer) => number) =>
    `${(parts.reduce((total, part) => total + bytes(part), 0) / 1024).toFixed(1)} KiB`;
  return `${sum((part) => part.length)} (${sum((part) => gzipSync(part).length)} gzipped)`;
}
