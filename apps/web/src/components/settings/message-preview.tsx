import { fillText, type Placeholder } from "@appealmod/core";
import { markdownAsText } from "../form/markdown-as-text.ts";

interface Props {
  readonly title: string;
  readonly hint: string;
  readonly text: string;
  readonly isMarkdown: boolean;
  readonly subreddit: string;
  readonly cutoffDays: number;
  readonly siteUrl: string;
  readonly language: string;
}

/** A text with example values in it, as plain text. */
export function MessagePreview(props: Props) {
  const { title, hint, text, isMarkdown, subreddit, cutoffDays, siteUrl, language } = props;
  const examples: Record<Placeholder, string> = {
    form_link: `${siteUrl}/form/…`,
    username: "example_redditor",
    subreddit,
    cutoff_days: String(cutoffDays),
    conversation_link: "https://mod.reddit.com/mail/all/…",
    account: "welcome-app",
    rule: "Rule 1",
    may_appeal_again: "1 March",
    minutes: "10",
    open_until: "1 March",
  };
  const plain = isMarkdown ? markdownAsText(text) : text;
  return (
    <section className="message-preview" aria-labelledby="message-preview">
      <h2 id="message-preview">{title}</h2>
      <p className="hint">{hint}</p>
      <div className="written" dir="auto" lang={language}>
        {fillText(plain, examples)}
      </div>
    </section>
  );
}
