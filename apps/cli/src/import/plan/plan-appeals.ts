import type { AppealToImport } from "@appealmod/use-cases";
import type { ReportRow } from "../report-row.ts";
import { sources } from "../source/earlier-rows.ts";
import type { Gathered } from "../source/gather.ts";
import { earlierAnswers } from "./earlier-questions.ts";
import { type Dossier, mergeRows } from "./merge-rows.ts";
import { type PlanningFacts, planAppeal } from "./plan-appeal.ts";

export interface PlannedAppeals {
  readonly appeals: readonly AppealToImport[];
  /** Rows that have no place here. */
  readonly report: readonly ReportRow[];
}

/** @param isPurged of whom everything was deleted here */
export function planAppeals(
  { users, forms, conversations }: Pick<Gathered, "users" | "forms" | "conversations">,
  facts: Omit<PlanningFacts, "conversations">,
  isPurged: (username: string) => boolean,
): PlannedAppeals {
  const report: ReportRow[] = [];
  const appeals: AppealToImport[] = [];
  const { dossiers, formsAlone } = mergeRows(users, forms);
  for (const dossier of dossiers) {
    if (isPurged(dossier.user.username)) report.push(...purgedRows(dossier));
    else appeals.push(planned(dossier, { ...facts, conversations }, report));
  }
  for (const { key, row } of formsAlone)
    report.push({
      ...{ source: sources.forms, key, row, became: "reported" },
      reason:
        earlierAnswers(row) === null
          ? "an empty form without an appeal: its invitation failed"
          : "a form that was sent without an appeal: nobody knows who sent it",
    });
  return { appeals, report };
}

function planned(dossier: Dossier, facts: PlanningFacts, report: ReportRow[]): AppealToImport {
  const { users, user, forms } = dossier;
  const [first, ...otherUsers] = users;
  const isTreated = user.group === 1;
  const [form, ...otherForms] = isTreated ? forms : [];
  const { appeal, toRead, reason } = planAppeal(first.key, user, form?.row ?? null, facts);
  const notHere = isTreated
    ? "another form of the same redditor and community counts: it was sent first"
    : "a form of a redditor in control, whom nobody has asked";
  for (const { key, row } of isTreated ? otherForms : forms)
    if (earlierAnswers(row) !== null || !isTreated)
      report.push({ source: sources.forms, key, row, became: "reported", reason: notHere });
  const appealId = appeal.id;
  const merged = (source: string, key: string, by: string) => ({
    ...{ source, key, appealId, became: "merged" as const },
    reason: `the same redditor and community as ${by}, which got further or is older`,
  });
  return {
    appeal,
    toRead,
    rows: [
      { source: sources.users, key: first.key, became: "kept", reason, appealId },
      ...otherUsers.map(({ key }) => merged(sources.users, key, `document ${first.key}`)),
      ...(form
        ? [
            {
              ...{ source: sources.forms, key: form.key, became: "kept" as const, appealId },
              reason: appeal.form?.sent ? "a form with its answers" : "a form that was not sent",
            },
          ]
        : []),
      ...otherForms
        .filter(({ row }) => earlierAnswers(row) === null)
        .map(({ key }) => merged(sources.forms, key, `row ${form?.key}`)),
    ],
  };
}

function purgedRows({ users, forms }: Dossier): readonly ReportRow[] {
  const reason = "everything about this redditor was deleted here, and stays so";
  const refused = { became: "refused", reason } as const;
  return [
    ...users.map(({ key }) => ({ source: sources.users, key, ...refused })),
    ...forms.map(({ key }) => ({ source: sources.forms, key, ...refused })),
  ];
}
