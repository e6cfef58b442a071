import { theSite } from "../../server/site.ts";

/** Whether this process can do its work: 200 with the database behind it, 503 without. */
export async function GET(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    await theSite().checkDatabase();
    return Response.json({ status: "ok" }, { headers });
  } catch {
    return Response.json({ status: "database-unreachable" }, { status: 503, headers });
  }
}
