/// <reference lib="dom" />
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { type Stage, scenes } from "../src/site/scenes.ts";
import { setStage } from "../src/site/set-stage.ts";
import { test as base, expect } from "./installation-test.ts";

/** One set of appeals for all tests here: they only look. */
const test = base.extend<object, { stage: Stage }>({
  stage: [
    async ({ installation, stored }, use) => await use(await setStage(installation, stored)),
    { scope: "worker" },
  ],
});

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Look {
  readonly name: string;
  readonly colorScheme: "light" | "dark";
  readonly width: number;
  readonly locale: string;
  /** Only these; left out: every scene. */
  readonly only?: readonly string[];
}

/** Pages that have most of the parts in them. */
const telling = [
  "landing",
  "sign-up-errors",
  "sign-up-refused",
  "form-errors",
  "form-review",
  "form-sent",
  "lost-link",
];

const looks: readonly Look[] = [
  { name: "in light, on a phone", colorScheme: "light", width: 375, locale: "en" },
  { name: "in dark, on a desk", colorScheme: "dark", width: 1440, locale: "en" },
  {
    name: "in Spanish, dark, on a phone",
    colorScheme: "dark",
    width: 375,
    locale: "es-ES",
    only: telling,
  },
];

async function lookAtAll(
  browser: Browser,
  stage: Stage,
  { colorScheme, width, locale, only }: Omit<Look, "name">,
  judge: (page: Page) => Promise<readonly string[]>,
  height = 800,
): Promise<readonly string[]> {
  const context = await browser.newContext({ colorScheme, locale, viewport: { width, height } });
  const page = await context.newPage();
  const found: string[] = [];
  let now = "";
  // What a policy blocked, or a script found other than the server had sent it.
  page.on("pageerror", ({ message }) => found.push(`${now}: ${message}`));
  page.on("console", (line) => {
    if (line.type() === "error" && !/status of 40\d/.test(line.text()))
      found.push(`${now}: ${line.text()}`);
  });
  for (const scene of scenes.filter(({ name }) => !only || only.includes(name))) {
    now = scene.name;
    await scene.show(page, stage);
    found.push(...(await judge(page)).map((what) => `${scene.name}: ${what}`));
  }
  await context.close();
  return found;
}

for (const look of looks)
  test(`axe finds nothing on any page, ${look.name}`, async ({ browser, stage }) => {
    test.setTimeout(120_000);
    const found = await lookAtAll(browser, stage, look, async (page) => {
      const { violations } = await new AxeBuilder({ page })
        // What passes is not described.
        .options({ resultTypes: ["violations"] })
        .withTags(standards)
        // The site has no frames, for whose sake axe would open one more page for each look.
        .setLegacyMode()
        .analyze();
      return violations.map(
        ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
      );
    });
    expect(found).toEqual([]);
  });

test("at 400 % zoom nothing is cut off, and whatever is pressed is large enough", async ({
  browser,
  stage,
}) => {
  test.setTimeout(120_000);
  // A window of 1280 by 1024 at 400 %.
  const look = { colorScheme: "light", width: 320, locale: "de-DE" } as const;
  const found = await lookAtAll(
    browser,
    stage,
    look,
    (page) =>
      page.evaluate(() => {
        const wide = document.documentElement.scrollWidth;
        const problems = wide > 320 ? [`${wide} px wide`] : [];
        const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
        for (const element of document.querySelectorAll("button, input, textarea, summary, a")) {
          if (
            !shown(element) ||
            element.closest('.trap, .skip, [aria-hidden="true"]') ||
            element.matches(".skip")
          )
            continue;
          const { left, right, height, width } = element.getBoundingClientRect();
          const name = `${element.tagName} ${element.textContent?.slice(0, 30) ?? ""}`;
          if (left < -1 || right > 321) problems.push(`${name} from ${left} to ${right}`);
          const label = element.closest("label");
          const target = label ? label.getBoundingClientRect() : { height, width };
          // A link within a sentence is as high as its line.
          const isInText =
            element.tagName === "A" && getComputedStyle(element).display === "inline";
          if (!isInText && target.height < 44) problems.push(`${name} is ${target.height} px high`);
        }
        return problems;
      }),
    256,
  );
  expect(found).toEqual([]);
});
