import { reportFormats, reportTypes } from "../../../../../../server/report-formats.ts";
import { theSite } from "../../../../../../server/site.ts";

interface Context {
  readonly params: Promise<{ readonly sub: string; readonly format: string }>;
}

/** What a community publishes, for other programs. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { sub, format: asked } = await params;
  const format = reportFormats.find((each) => each === asked);
  const text = format ? await theSite().reportAs(sub, format) : null;
  if (!format || text === null) return new Response("Not found\n", { status: 404 });
  return new Response(text, { headers: { "Content-Type": reportTypes[format] } });
}
