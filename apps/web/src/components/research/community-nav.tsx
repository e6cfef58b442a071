import type { ExperimentResults } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";

interface Props {
  readonly communities: ExperimentResults["communities"];
  readonly current: ExperimentResults["community"];
}

/** From one community's experiment to another's, and to all of them. */
export function CommunityNav({ communities, current }: Props) {
  const t = useTranslations("research.frame");
  return (
    <nav className="community-nav" aria-label={t("communities")}>
      <ul>
        <li>
          <a href="/research" aria-current={current === null ? "page" : undefined}>
            {t("all")}
          </a>
        </li>
        {communities.map(({ key, name }) => (
          <li key={key}>
            <a
              href={`/research/r/${name}`}
              aria-current={key === current?.key ? "page" : undefined}
            >
              <bdi>{`r/${name}`}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
