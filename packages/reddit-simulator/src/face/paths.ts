/**
 * The pages for people: `/`, everything under `/face/`, the consent page, and the short addresses that
 * rendered messages link to (`/r/NAME`, `/u/NAME`). Everything else belongs to the API.
 */
export function isFacePath(path: string): boolean {
  return (
    path === "/" ||
    path === "/favicon.ico" ||
    path === "/face" ||
    path.startsWith("/face/") ||
    /^\/api\/v1\/authorize(?:\.compact)?\/?$/.test(path) ||
    /^\/r\/\w+\/?$/.test(path) ||
    /^\/u(?:ser)?\/[\w-]+\/?$/.test(path)
  );
}
