import type { ExperimentHealth } from "@appealmod/use-cases/research";
import { drawPlot, plotWidth } from "./draw-plot.ts";

type Draws = Omit<ExperimentHealth["days"][number], "day"> & { readonly from: string };

/** More days than these are put together by week, each from its Monday. */
const mostDays = 92;

export interface ShownDraws {
  readonly by: "day" | "week";
  readonly rows: readonly Draws[];
}

/** What is drawn and stands in the table beside it. */
export function shownDraws(days: ExperimentHealth["days"]): ShownDraws {
  if (days.length <= mostDays)
    return { by: "day", rows: days.map(({ day, ...counts }) => ({ from: day, ...counts })) };
  const weeks = [...Map.groupBy(days, ({ day }) => mondayOf(day))];
  const sum = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0);
  return {
    by: "week",
    rows: weeks.map(([from, each]) => ({
      from,
      treatment: sum(each.map(({ treatment }) => treatment)),
      control: sum(each.map(({ control }) => control)),
    })),
  };
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/** The phases' beginnings, drawn as lines: a fraction changed there. */
export interface PhaseMark {
  readonly at: Date;
}

/** Draws by day or week, both arms on top of each other. */
export function drawsPlot(
  label: string,
  { by, rows }: ShownDraws,
  phases: readonly PhaseMark[],
): Promise<string> {
  const bars = rows.flatMap(({ from, treatment, control }) => {
    const date = new Date(`${from}T00:00:00Z`);
    return [
      { date, arm: "treatment", count: treatment },
      { date, arm: "control", count: control },
    ];
  });
  return drawPlot(label, (plot) => ({
    width: plotWidth,
    height: 180,
    marginLeft: 40,
    marginBottom: 38,
    x: { label: null, type: "utc" },
    y: { label: `draws ${by === "day" ? "on a day" : "in a week"}`, grid: true },
    marks: [
      plot.rectY(bars, {
        x: "date",
        y: "count",
        interval: by === "day" ? "day" : "monday",
        fill: ({ arm }) => `var(--arm-${arm})`,
        inset: 0,
      }),
      plot.ruleX(phases, { x: "at", stroke: "var(--ink)", strokeDasharray: "3 3" }),
      plot.ruleY([0], { stroke: "var(--edge)" }),
    ],
    color: { type: "identity" },
  }));
}
