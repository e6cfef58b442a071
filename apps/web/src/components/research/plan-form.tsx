import type { SignedIn } from "@appealmod/use-cases";
import type { ExperimentHealth } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";
import { RoomForm } from "../room/room-form.tsx";
import { CommunityField } from "./community-field.tsx";
import { Field } from "./field.tsx";

const outcomes = ["granted", "decided", "reached"] as const;
const wrongFields = {
  primaryOutcome: "primary",
  secondaryOutcomes: "secondary",
  test: "test",
  alpha: "alpha",
  size: "size",
  stopRule: "stop",
  looks: "looks",
} as const;

interface Props {
  readonly signedIn: SignedIn;
  readonly communities: ExperimentHealth["communities"];
  /** Somebody has been drawn already. */
  readonly isLate: boolean;
  /** What came back from a plan that was not locked. */
  readonly written: Readonly<Record<string, string>>;
}

/** The form that locks a plan. */
export function PlanForm({ signedIn, communities, isLate, written }: Props) {
  const t = useTranslations("research.plan");
  const outcome = useTranslations("research.outcome");
  const wrong = wrongFields[written.wrong as keyof typeof wrongFields];
  const text = (name: "test" | "stopRule", label: string, hint: string) => (
    <Field id={name} label={label} hint={hint}>
      <textarea
        id={name}
        name={name}
        rows={2}
        required
        maxLength={2_000}
        className="research-control"
        defaultValue={written[name]}
        aria-describedby={`${name}-hint`}
        aria-invalid={written.wrong === name}
      />
    </Field>
  );
  const figure = (name: "alpha" | "size" | "looks", label: string, usual: string) => (
    <Field id={name} label={label}>
      <input
        id={name}
        name={name}
        inputMode="decimal"
        required
        className="research-control research-short"
        defaultValue={written[name] ?? usual}
        aria-invalid={written.wrong === name}
      />
    </Field>
  );
  return (
    <section className="room-section" aria-labelledby="new">
      <h2 id="new">{t("new")}</h2>
      {isLate && <p className="notice gentle">{t("newLate")}</p>}
      {wrong && (
        <p className="notice wrong" role="alert">
          {t("wrong", { field: t(wrong) })}
        </p>
      )}
      <RoomForm action="/research/plan/lock" signedIn={signedIn} className="stack">
        <CommunityField
          label={t("scope")}
          all={t("allCommunities")}
          communities={communities}
          chosen={written.community}
        />
        <Field id="primaryOutcome" label={t("primary")}>
          <select
            id="primaryOutcome"
            name="primaryOutcome"
            className="research-control"
            defaultValue={written.primaryOutcome ?? "granted"}
          >
            {outcomes.map((each) => (
              <option key={each} value={each}>
                {outcome(each)}
              </option>
            ))}
          </select>
        </Field>
        <fieldset className="research-choices">
          <legend className="research-label">{t("secondary")}</legend>
          {outcomes.map((each) => (
            <label className="research-check" key={each}>
              <input type="checkbox" name="secondaryOutcomes" value={each} />{" "}
              <span>{outcome(each)}</span>
            </label>
          ))}
        </fieldset>
        {text("test", t("test"), t("testHint"))}
        {figure("alpha", t("alpha"), "0.05")}
        {figure("size", t("size"), "")}
        {figure("looks", t("looks"), "1")}
        {text("stopRule", t("stop"), t("stopHint"))}
        <label className="research-check">
          <input type="checkbox" name="isBlinded" value="yes" /> <span>{t("blind")}</span>
        </label>
        <p className="soft small">{t("lockHint")}</p>
        <p className="actions">
          <button type="submit" className="button">
            {t("lock")}
          </button>
        </p>
      </RoomForm>
    </section>
  );
}
