import type { AppealPage } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";

const notices = [
  "claimed",
  "released",
  "not-held",
  "held",
  "closed",
  "note-added",
  "note-empty",
  "taken-back",
  "too-late",
  "seconded",
  "second-own",
  "second-too-late",
  "asked",
  "question-empty",
  "kept",
  "watched",
  "unwatched",
] as const;

/** What has just been done, for the page after a post. */
export function AppealNotice({ done, page }: { readonly done: string; readonly page: AppealPage }) {
  const t = useTranslations("rooms.appeal");
  const notice = notices.find((one) => one === done);
  if (!notice) return null;
  return (
    <p className={notice === "held" ? "notice gentle" : "notice"} role="status">
      {t(`notice.${notice}`, { name: page.claim?.username ?? "" })}
    </p>
  );
}
