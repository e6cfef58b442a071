import { useFormatter } from "next-intl";
import { dateAndTime } from "../../i18n/date-and-time.ts";

/** A moment, short enough to stand beside each step. */
export function Moment({ at }: { readonly at: Date }) {
  const format = useFormatter();
  const short = format.dateTime(at, {
    ...{ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
    ...{ hourCycle: "h23", timeZone: "UTC" },
  });
  return (
    <time dateTime={at.toISOString()} title={format.dateTime(at, dateAndTime)}>
      {short}
    </time>
  );
}
