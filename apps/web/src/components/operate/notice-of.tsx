/** What has just been done, as the address says it; nothing where it says nothing known. */
export function NoticeOf({
  said,
  words,
}: {
  readonly said: string | readonly string[] | undefined;
  readonly words: Readonly<Record<string, string>>;
}) {
  if (typeof said !== "string" || !Object.hasOwn(words, said)) return null;
  return (
    <div className="notice operate-notice" role="status">
      <p>{words[said]}</p>
    </div>
  );
}
