import { listSignUps, storeSignUp } from "@appealmod/db";
import { expect, it, onTestFinished } from "vitest";
import { openTestInstallation } from "../../test/test-installation.ts";
import { answerSignUp } from "./answer-sign-up.ts";
import { deleteAnsweredSignUps } from "./delete-answered-sign-ups.ts";

it("deletes sign-ups a while after they were answered, and none that waits", async () => {
  const installation = await openTestInstallation();
  onTestFinished(() => installation.drop());
  const { database } = installation;
  const long = new Date("2024-01-01T00:00:00Z");
  const recent = new Date("2025-01-02T00:00:00Z");
  const signUpOf = async (redditUsername: string) =>
    (await storeSignUp(database.orm, {
      ...{ name: "Robin", email: "robin@example.org", redditUsername },
      ...{ subredditUrl: "r/PineLakeHikers", at: long },
    })) ?? 0;
  await signUpOf("waits");
  const operator = { kind: "operator", username: "Boss" } as const;
  await answerSignUp(installation, operator, { id: await signUpOf("old"), at: long });
  await answerSignUp(installation, operator, { id: await signUpOf("new"), at: recent });
  const limits = { answeredBefore: new Date("2025-01-01T00:00:00Z"), at: recent };
  expect(await deleteAnsweredSignUps(installation, { kind: "program" }, limits)).toBe(1);
  expect(await deleteAnsweredSignUps(installation, { kind: "program" }, limits)).toBe(0);
  const left = await listSignUps(database);
  expect(left.map(({ redditUsername }) => redditUsername).toSorted()).toEqual(["new", "waits"]);
});
