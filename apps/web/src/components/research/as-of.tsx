import type { CountingFailure } from "@appealmod/use-cases/research";
import { useFormatter, useTranslations } from "next-intl";
import { dateAndTime } from "../../i18n/date-and-time.ts";

interface Props {
  readonly takenAt: Date;
  readonly failure: CountingFailure | null;
}

/** As of when the numbers of a page are, and why they are older than they should be. */
export function AsOf({ takenAt, failure }: Props) {
  const t = useTranslations("research.results");
  const format = useFormatter();
  const at = (moment: Date) => format.dateTime(moment, dateAndTime);
  return (
    <>
      <p className="soft small">{t("takenAt", { at: at(takenAt) })}</p>
      {failure && (
        <p className="notice wrong" role="status">
          {t("failed", { at: at(failure.at), reason: t(`failedReason.${failure.reason}`) })}
        </p>
      )}
    </>
  );
}
