import type { UnsavedPost } from "@appealmod/core";
import { configurationDifferences, noOwnConfiguration } from "@appealmod/core";
import type { FullCommunityRevision } from "@appealmod/use-cases";
import { getTranslations } from "next-intl/server";
import type { OpenSettings } from "../../server/settings/open-settings.ts";
import { type EditableSetting, editableSettings } from "../../server/settings/posted-settings.ts";
import { ProblemNotice } from "../room/problem-notice.tsx";
import { actorInWords } from "./actor-in-words.ts";
import { DifferenceList } from "./difference-list.tsx";
import type { SettingsPart } from "./settings-frame.tsx";

interface Props {
  readonly part: SettingsPart;
  readonly opened: OpenSettings;
  readonly unsaved: UnsavedPost;
}

/** Why a moderator's words are not saved: what is wrong with them, or what a colleague saved meanwhile. */
export async function UnsavedNotice({ part, opened, unsaved }: Props) {
  const t = await getTranslations("rooms.settings");
  const { problems, conflict } = unsaved;
  if (conflict)
    return unsaved.fields.seenDraft !== undefined && unsaved.fields.seen === undefined ? (
      <DraftConflict opened={opened} />
    ) : (
      <RevisionConflict opened={opened} conflict={conflict} />
    );
  if (problems.length === 0)
    return (
      <div className="notice gentle settings-notice" role="status">
        <p>
          <strong>{t("form.unsaved")}.</strong> {t("form.unsavedHint")}
        </p>
      </div>
    );
  return (
    <ProblemNotice>
      <h2>{t("form.problems", { count: problems.length })}</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field === "" ? (
              message
            ) : (
              <a href={`#field-${field}`}>
                {part === "settings" && isEditable(field) && `${t(`settings.fields.${field}`)}: `}
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
      <p className="small">{t("form.problemsHint")}</p>
    </ProblemNotice>
  );
}

async function DraftConflict({ opened: { view } }: { readonly opened: OpenSettings }) {
  const t = await getTranslations("rooms.settings");
  const { draft } = view;
  return (
    <div className="notice gentle settings-notice" role="alert" id="problems" tabIndex={-1}>
      <h2>{t("conflict.title")}</h2>
      <p>
        {draft
          ? t("conflict.draftText", {
              who: draft.updatedBy === null ? t("history.actor.operator") : `u/${draft.updatedBy}`,
            })
          : t("conflict.draftGone")}
      </p>
      <p>{t("conflict.next")}</p>
    </div>
  );
}

async function RevisionConflict({
  opened: { room, signedIn, view },
  conflict: { seen, inForce },
}: {
  readonly opened: OpenSettings;
  readonly conflict: NonNullable<UnsavedPost["conflict"]>;
}) {
  const t = await getTranslations("rooms.settings");
  const find = (number: number) => room.revision(signedIn, view.name, number);
  const [before, after] = await Promise.all([find(seen), find(inForce)]);
  const differences = configurationDifferences(
    before ?? noOwnConfiguration,
    after ?? noOwnConfiguration,
  );
  const values = {
    who: whoSaved(after, t("history.actor.operator")),
    first: seen + 1,
    number: inForce,
  };
  return (
    <div className="notice gentle settings-notice" role="alert" id="problems" tabIndex={-1}>
      <h2>{t("conflict.title")}</h2>
      <p>{t(inForce > seen + 1 ? "conflict.several" : "conflict.text", values)}</p>
      <h3>{t("conflict.changed")}</h3>
      {differences.length === 0 ? (
        <p>{t("conflict.nothing")}</p>
      ) : (
        <DifferenceList
          differences={differences}
          before={before?.questions ?? null}
          after={after?.questions ?? null}
          defaults={view.defaults}
        />
      )}
      <p>{t("conflict.next")}</p>
    </div>
  );
}

function whoSaved(revision: FullCommunityRevision | null, otherwise: string): string {
  return revision === null ? otherwise : actorInWords(revision.actor, () => otherwise);
}

function isEditable(field: string): field is EditableSetting {
  return (editableSettings as readonly string[]).includes(field);
}
