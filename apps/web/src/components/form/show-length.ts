/** Shows beside a field for words how long its answer is; does nothing for any other target. */
export function showLength(field: EventTarget | null): void {
  const isForWords =
    field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLInputElement && field.type === "text");
  const counter = isForWords && document.getElementById(`${field.id}-count`);
  if (!counter) return;
  const limit = Number(counter.dataset.limit);
  const length = [...field.value.trim()].length;
  const inWords = new Intl.NumberFormat(document.documentElement.lang);
  counter.textContent = length === 0 ? "" : `${inWords.format(length)} / ${inWords.format(limit)}`;
  counter.parentElement?.classList.toggle("over", length > limit);
}
