import type { EventAudience } from "@appealmod/core";
import { expect, test } from "vitest";
import { channelsFor } from "./channels.ts";

test.each([
  ["detail", undefined, []],
  ["step", "c1", ["steps", "logging"]],
  ["milestone", "c1", ["main", "steps", "logging"]],
  ["milestone", undefined, ["main", "logging"]],
  ["alert", undefined, ["alerts", "logging"]],
  ["error", "c1", ["errors", "logging"]],
] as const)(
  "%s in conversation %s is heard by %j",
  (audience: EventAudience, conversationId, heard) => {
    const event = { event: "x", level: "info", audience, message: "", at: new Date() } as const;
    expect(channelsFor({ ...event, ...(conversationId ? { conversationId } : {}) })).toEqual(heard);
  },
);
