import type { Enqueue, FormConversation } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";

/** Has the bot look at the conversation of a form that was just sent. */
export const enqueueSentForm: Enqueue<FormConversation> = (client, form) =>
  enqueue(client, "process-conversation", { ...form, because: "form" });

/** Has a new sign-up announced to the operator. */
export const enqueueSignUp: Enqueue<{ readonly signUpId: number; readonly subreddit: string }> = (
  client,
  signUp,
) => enqueue(client, "announce-sign-up", signUp);
