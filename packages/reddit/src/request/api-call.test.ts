import { expect, test } from "vitest";
import { endpointPattern } from "./api-call.ts";

test.each([
  ["/api/mod/conversations", "GET /api/mod/conversations"],
  ["/api/mod/conversations/1x2abc", "GET /api/mod/conversations/:id"],
  ["/api/mod/conversations/1x2abc/archive", "GET /api/mod/conversations/:id/archive"],
  ["/r/PineLakeHikers/about/banned", "GET /r/:id/about/banned"],
  ["/r/mod/about/log", "GET /r/mod/about/log"],
  ["/r/PineLakeHikers/api/unfriend", "GET /r/:id/api/unfriend"],
])("%s is counted as %s", (path, pattern) => {
  expect(endpointPattern({ method: "GET", path })).toBe(pattern);
});
