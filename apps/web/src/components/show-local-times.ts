import { momentInWords } from "../i18n/moment-in-words.ts";

/** Tells the page's moments in its reader's zone, and keeps what is told of their distance true. */
export function showLocalTimes(): void {
  const words = momentInWords(document.documentElement.lang, undefined);
  const show = () => {
    for (const time of document.querySelectorAll("time"))
      time.textContent = words(new Date(time.dateTime), new Date());
  };
  show();
  setInterval(show, 60_000);
}
