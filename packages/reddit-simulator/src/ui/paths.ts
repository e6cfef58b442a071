/**
 * The pages for people: `/`, everything under `/ui/`, the consent page, and the addresses of
 * Reddit's own that messages and the site link to (`/r/NAME`, `/u/NAME`, `/mod/NAME/moderators`,
 * `/mail/all/ID`, `/message/inbox`, `/message/compose`, `/appeals`). Everything else belongs to the
 * API, and so does whatever comes with its token.
 */
export function isUiPath(path: string): boolean {
  return (
    path === "/" ||
    path === "/favicon.ico" ||
    path === "/ui" ||
    path.startsWith("/ui/") ||
    /^\/api\/v1\/authorize(?:\.compact)?\/?$/.test(path) ||
    /^\/mod\/\w+\/moderators\/?$/.test(path) ||
    /^\/(?:message\/(?:inbox|compose)|appeals)\/?$/.test(path) ||
    /^\/mail\/\w+\/\w+\/?$/.test(path) ||
    /^\/r\/\w+\/?$/.test(path) ||
    /^\/u(?:ser)?\/[\w-]+\/?$/.test(path)
  );
}
