import type { Enqueue, FormConversation } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";

export type EnqueueConversation = Enqueue<FormConversation>;

/** Has the bot look at the conversation of a form that was just sent. */
export const enqueueSentForm: EnqueueConversation = (client, form) =>
  enqueue(client, "process-conversation", { ...form, because: "form" });

/** Has the bot repeat a form's link in its conversation. */
export const enqueueLostLink: EnqueueConversation = (client, form) =>
  enqueue(client, "process-conversation", { ...form, because: "link" });

/** Has a new sign-up announced to the operator. */
export const enqueueSignUp: Enqueue<{ readonly signUpId: number; readonly subreddit: string }> = (
  client,
  signUp,
) => enqueue(client, "announce-sign-up", signUp);
