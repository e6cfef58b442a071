const pattern =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))$/;

/**
 * Reads both of modmail's date formats: `2017-03-29T18:36:11.123456+00:00`, and since 2023
 * without the colon, `2023-07-11T20:33:14.617000+0000`.
 *
 * @returns `null` for what is no date, and for year 1, which Reddit writes for "never"
 */
export function parseRedditDate(text: string): Date | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, sign, zoneHours, zoneMinutes] = match;
  if (year === "0001") return null;
  const milliseconds = (fraction ?? "").padEnd(3, "0").slice(0, 3);
  const zone = sign === undefined ? "Z" : `${sign}${zoneHours}:${zoneMinutes}`;
  const date = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${zone}`,
  );
  return Number.isNaN(date.getTime()) ? null : date;
}
