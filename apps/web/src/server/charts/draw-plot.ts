import type { PlotOptions } from "@observablehq/plot";

/** The parts of the drawing library that charts are made of. */
export type Plot = typeof import("@observablehq/plot");

/** In the drawing's own units: its words stay readable where a phone draws it at two thirds. */
export const plotWidth = 480;

/** Room for names at the left of their lines. */
export function marginFor(names: readonly string[]): number {
  return Math.min(plotWidth / 2, 16 + 7 * Math.max(0, ...names.map(({ length }) => length)));
}

/**
 * Draws on the server, into a document of its own. The strict policy of the pages allows no style
 * within: the library's one sheet is cut out (its rules are in `design/research.css`), colours are
 * variables of the page.
 *
 * @param label what the drawing shows, for whoever does not see it
 */
export async function drawPlot(
  label: string,
  options: (plot: Plot) => PlotOptions,
): Promise<string> {
  // With the first chart, not with the site: most visitors never see one.
  const [plot, { parseHTML }] = await Promise.all([
    import("@observablehq/plot"),
    import("linkedom"),
  ]);
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = plot.plot({ ...options(plot), document, className: "plot" });
  for (const sheet of svg.querySelectorAll("style")) sheet.remove();
  for (const styled of svg.querySelectorAll("[style]")) styled.removeAttribute("style");
  // Names of groups within an image are read to nobody, and not allowed there.
  for (const group of svg.querySelectorAll("g[aria-label]")) {
    group.setAttribute("data-mark", group.getAttribute("aria-label") ?? "");
    group.removeAttribute("aria-label");
  }
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  // Plot writes its own sizes; the page's width decides.
  svg.removeAttribute("height");
  svg.removeAttribute("width");
  return svg.outerHTML;
}
