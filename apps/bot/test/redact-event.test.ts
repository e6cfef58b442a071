import { aConversation, aMessage, cast, noon } from "@appealmod/core/testing";
import { createRedactor } from "@appealmod/logger";
import { expect, test } from "vitest";
import { redactConversation, redactEvent } from "../src/events/redact-event.ts";

const redact = createRedactor(["hunter2-and-more"]);
const link = "http://localhost:3000/form/0NppPN3Vc0nLaMzRCC2wHqjIrwNy9aHne0hJ5_TjzzM";

test("nobody is told a secret or a form link, wherever in the event it stands", () => {
  const cause = new Error(`refused with hunter2-and-more`);
  const event = redactEvent(
    {
      event: "job-failed",
      level: "error",
      audience: "error",
      message: `could not send ${link}`,
      details: { deep: [{ url: link }], password: "whatever" },
      error: new Error(`wrong password hunter2-and-more`, { cause }),
      at: noon,
    },
    redact,
  );
  const error = event.error as Error;
  const told = [
    JSON.stringify(event),
    error.message,
    error.stack,
    (error.cause as Error).message,
  ].join("\n");
  expect(told).not.toContain("hunter2");
  expect(told).not.toContain("0NppPN3V");
  expect(told).not.toContain("whatever");
  expect(error.message).toBe("wrong password [redacted]");
});

test("the invite is kept without its link, and the redditor's words whole", () => {
  const conversation = aConversation({
    messages: [
      aMessage(cast.appellant, { body: "why?" }),
      aMessage(cast.bot, { body: `Go to\n\n${link}\n\nplease` }),
    ],
  });
  const redacted = redactConversation(conversation, redact);
  expect(JSON.stringify(redacted)).not.toContain("0NppPN3V");
  expect(JSON.stringify(redacted)).toContain("why?");
  expect(JSON.stringify(redacted)).toContain("please");
});
