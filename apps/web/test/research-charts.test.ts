import { parse } from "node-html-parser";
import { expect, test } from "vitest";
import { decisionCurve } from "../src/server/charts/decision-curve.ts";
import { drawsPlot, shownDraws } from "../src/server/charts/draws-plot.ts";
import { formPlot } from "../src/server/charts/form-plot.ts";
import { messagesPlot } from "../src/server/charts/messages-plot.ts";
import { shownSteps } from "../src/server/charts/shown-steps.ts";
import { weekLines, weeksPlot } from "../src/server/charts/weeks-plot.ts";

type Curve = Parameters<typeof shownSteps>[0];

/** A drawing as an eye reads it: lengths along an axis by two of its own ticks. */
function drawn(svg: string) {
  const root = parse(svg);
  const place = (transform = "") =>
    (/translate\(([-\d.]+),([-\d.]+)\)/.exec(transform) ?? []).slice(1).map(Number);
  const scale = (axis: "x" | "y") => {
    const ticks = root
      .querySelectorAll(`[data-mark='${axis}-axis tick label'] text`)
      .map((tick) => ({
        value: Number(tick.text.replaceAll(",", "").replace("−", "-")),
        at: place(tick.getAttribute("transform"))[axis === "x" ? 0 : 1] ?? 0,
      }));
    const [one, other] = [ticks[0], ticks.at(-1)];
    if (!one || !other) throw new Error(`no ${axis} axis`);
    const unit = (other.value - one.value) / (other.at - one.at);
    return {
      value: (at: number) => one.value + (at - one.at) * unit,
      length: (d: number) => Math.abs(d * unit),
    };
  };
  const marks = (label: string, shape: string) =>
    root.querySelectorAll(`[data-mark='${label}'] ${shape}`);
  return { scale, marks };
}

const number = (mark: { getAttribute(name: string): string | undefined }, name: string) =>
  Number(mark.getAttribute(name));

test("bars of messages are the shares of the table", async () => {
  const counts = {
    treatment: [
      { value: 0, count: 6 },
      { value: 2, count: 2 },
    ],
    control: [{ value: 1, count: 3 }],
  };
  const spent = { counts, appeals: { treatment: 8, control: 3 } };
  const { scale, marks } = drawn(await messagesPlot("messages", spent));
  const heights = marks("rect", "rect").map((bar) => scale("y").length(number(bar, "height")));
  expect(heights.map(Math.round)).toEqual([75, 25, 100]);
});

test("bars of the form and of draws are the counts of their tables", async () => {
  const form = drawn(
    await formPlot("form", [
      { name: "1. why", count: 7 },
      { name: "2. rule", count: 20 },
    ]),
  );
  const widths = form
    .marks("bar", "rect")
    .map((bar) => Math.round(form.scale("x").length(number(bar, "width"))));
  expect(widths).toEqual([7, 20]);
  const days = [
    { day: "2026-01-01", treatment: 4, control: 6 },
    { day: "2026-01-02", treatment: 1, control: 0 },
  ];
  const plot = drawn(await drawsPlot("draws", shownDraws(days), []));
  const counts = plot
    .marks("rect", "rect")
    .map((bar) => Math.round(plot.scale("y").length(number(bar, "height"))));
  expect(counts.filter((count) => count > 0).toSorted()).toEqual([1, 4, 6]);
});

test("draws of more than three months are put together by week, and none is lost", async () => {
  const days = Array.from({ length: 100 }, (_, day) => ({
    ...{ day: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10) },
    ...{ treatment: 2, control: 1 },
  }));
  const shown = shownDraws(days);
  expect(shown).toMatchObject({ by: "week", rows: { length: 15 } });
  expect(shown.rows[0]).toEqual({ from: "2025-12-29", treatment: 8, control: 4 });
  expect(shown.rows.at(-1)).toEqual({ from: "2026-04-06", treatment: 10, control: 5 });
  const plot = drawn(await drawsPlot("draws", shown, []));
  const total = plot
    .marks("rect", "rect")
    .reduce((sum, bar) => sum + plot.scale("y").length(number(bar, "height")), 0);
  expect(total).toBeCloseTo(300, 0);
});

test("dots of the weeks are the counts of the table", async () => {
  const weeks = [
    { week: "2026-01-05", bans: 40, drawn: 20, reached: 10, granted: 5 },
    { week: "2026-01-12", bans: 0, drawn: 30, reached: 12, granted: 1 },
  ];
  const names = { bans: "Bans", drawn: "Drawn", reached: "Reached", granted: "Lifted" };
  const { scale, marks } = drawn(await weeksPlot("weeks", names, weeks, []));
  const read = marks("dot", "circle").map((dot) => Math.round(scale("y").value(number(dot, "cy"))));
  expect(read).toEqual(weekLines.flatMap((line) => weeks.map((week) => week[line])));
});

test("the curve's steps are those of its table: all, or the last of each day of a long one", async () => {
  const step = (time: number, survival: number) => ({
    time,
    atRisk: 9,
    events: 1,
    censored: 0,
    survival,
    standardError: 0.1,
  });
  const short = {
    kind: "curve",
    cases: 4,
    events: 4,
    steps: [step(24, 0.75), step(72, 0.5), step(96, 0.25)],
  } as Curve;
  const none = { kind: "none", reason: "no-data" } as Curve;
  expect(shownSteps(none)).toEqual([]);
  const times = { curves: { treatment: short, control: none } };
  const { scale, marks } = drawn(
    await decisionCurve("times", times as Parameters<typeof decisionCurve>[1]),
  );
  const path = marks("line", "path")[0]?.getAttribute("d") ?? "";
  const heights = [...path.matchAll(/[\d.]+,([\d.]+)/g)].map(([, y]) =>
    Math.round(scale("y").value(Number(y))),
  );
  expect([...new Set(heights)]).toEqual([0, 25, 50, 75]);
  const long = {
    ...short,
    steps: Array.from({ length: 240 }, (_, hour) => step(hour, 1 - hour / 300)),
  } as Curve;
  expect(shownSteps(long).map(({ time }) => time)).toEqual([
    23, 47, 71, 95, 119, 143, 167, 191, 215, 239,
  ]);
});
