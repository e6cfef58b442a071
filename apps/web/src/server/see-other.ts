/**
 * Sends a browser on with a GET, after a post. The address is a path, so that it stays
 * right behind any proxy.
 */
export function seeOther(path: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: path, "Cache-Control": "no-store", ...headers },
  });
}
