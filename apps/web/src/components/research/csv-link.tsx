import type { ShownTable } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";

interface Props {
  readonly table: ShownTable;
  /** `null` for all communities. */
  readonly subreddit: string | null;
}

/** What a drawing shows, as a file for other programs. */
export function CsvLink({ table, subreddit }: Props) {
  const t = useTranslations("research.results");
  const asked = new URLSearchParams({ table, ...(subreddit === null ? {} : { r: subreddit }) });
  return (
    <p>
      <a className="onward" href={`/research/csv?${asked}`} download>
        {t(`csv.${table}`)}
      </a>
    </p>
  );
}
