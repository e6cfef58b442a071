import type { ResearchFlow } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { whole } from "./numbers.ts";

type Arm = ResearchFlow["arms"]["treatment"];

interface Props {
  readonly flow: ResearchFlow;
  /** Both arms are shown alike: without the form, and without who reached moderators. */
  readonly isBlinded: boolean;
}

/** The way from ban to outcome after CONSORT: boxes that can be read one after another, and lines. */
export function FlowChart({ flow: { screening, drawn, arms }, isBlinded }: Props) {
  const t = useTranslations("research.flow");
  return (
    <ol className="flow">
      {screening && (
        <>
          <li className="flow-step">
            <div className="flow-main">
              <Box name={t("banned")} count={screening.banned} />
              <Down />
            </div>
            <Side>
              <Box name={t("silent")} count={screening.silent} />
            </Side>
          </li>
          <li className="flow-step">
            <div className="flow-main">
              <Box name={t("wrote")} count={screening.wrote}>
                {screening.wroteNotInRegister > 0 && (
                  <p className="flow-note">
                    {t("notInRegister", { count: whole(screening.wroteNotInRegister) })}
                  </p>
                )}
              </Box>
              <Down />
            </div>
            <Side>
              <Box name={t("excluded")} count={screening.excludedTotal}>
                <dl className="flow-parts">
                  {screening.excluded.map(({ reason, count }) => (
                    <Part key={reason} name={t(`reason.${reason}`)} count={count} />
                  ))}
                </dl>
              </Box>
            </Side>
          </li>
        </>
      )}
      <li className="flow-step flow-middle">
        <Box name={t("drawn")} count={drawn} />
        <Fork />
      </li>
      <li className="flow-arms">
        {isBlinded ? (
          (["treatment", "control"] as const).map((name) => (
            <section className="flow-arm" key={name} data-arm={name}>
              <h3>{t(name)}</h3>
              <ol>
                <Allocated arm={arms[name]} />
                <Ended arm={arms[name]} />
              </ol>
            </section>
          ))
        ) : (
          <>
            <TreatmentArm arm={arms.treatment} />
            <ControlArm arm={arms.control} />
          </>
        )}
      </li>
    </ol>
  );
}

function TreatmentArm({ arm }: { readonly arm: Arm }) {
  const t = useTranslations("research.flow");
  return (
    <section className="flow-arm" data-arm="treatment">
      <h3>{t("treatment")}</h3>
      <ol>
        <Allocated arm={arm} />
        <ArmStep name={t("invited")} count={arm.invited} />
        <ArmStep name={t("formBegun")} count={arm.formBegun} />
        <ArmStep name={t("formSent")} count={arm.formSent}>
          {arm.formBegun > arm.formSent && (
            <p className="flow-note">{t("formNotSent", { count: arm.formBegun - arm.formSent })}</p>
          )}
        </ArmStep>
        <ArmStep name={t("reached")} count={arm.reached}>
          <dl className="flow-parts">
            <Part name={t("notReached")} count={arm.withAppeal - arm.reached} />
          </dl>
        </ArmStep>
        <Ended arm={arm} />
      </ol>
    </section>
  );
}

function ControlArm({ arm }: { readonly arm: Arm }) {
  const t = useTranslations("research.flow");
  return (
    <section className="flow-arm" data-arm="control">
      <h3>{t("control")}</h3>
      <ol>
        <Allocated arm={arm} />
        <ArmStep name={t("reachedControl")} count={arm.reached} isLong />
        <Ended arm={arm} />
      </ol>
    </section>
  );
}

function Allocated({ arm }: { readonly arm: Arm }) {
  const t = useTranslations("research.flow");
  return (
    <li className="flow-step">
      <Box name={t("allocated")} count={arm.drawn}>
        <dl className="flow-parts">
          <Part name={t("withAppeal")} count={arm.withAppeal} />
          <Part name={t("withoutAppeal")} count={arm.withoutAppeal} />
        </dl>
      </Box>
    </li>
  );
}

function Ended({ arm }: { readonly arm: Arm }) {
  const t = useTranslations("research.flow");
  return (
    <ArmStep name={t("decided")} count={arm.granted + arm.denied}>
      <dl className="flow-parts">
        <Part name={t("granted")} count={arm.granted} />
        <Part name={t("denied")} count={arm.denied} />
        <Part name={t("undecided")} count={arm.undecided} />
        {arm.unrecorded > 0 && <Part name={t("unrecorded")} count={arm.unrecorded} />}
        <Part name={t("open")} count={arm.open} />
      </dl>
    </ArmStep>
  );
}

interface StepProps {
  readonly name: string;
  readonly count: number;
  readonly children?: ReactNode;
  /** The line to it passes what the other arm goes through. */
  readonly isLong?: boolean;
}

function ArmStep({ name, count, children, isLong }: StepProps) {
  return (
    <li className={isLong ? "flow-step flow-long" : "flow-step"}>
      <Down />
      <Box name={name} count={count}>
        {children}
      </Box>
    </li>
  );
}

interface BoxProps {
  readonly name: string;
  readonly count: number;
  readonly children?: ReactNode;
}

function Box({ name, count, children }: BoxProps) {
  return (
    <div className="flow-box">
      <p className="flow-name">
        {name} <strong>{whole(count)}</strong>
      </p>
      {children}
    </div>
  );
}

function Part({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{whole(count)}</dd>
    </div>
  );
}

function Side({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flow-side">
      <svg className="flow-right" viewBox="0 0 40 10" aria-hidden="true" focusable="false">
        <path d="M0 5H34M29 1L35 5L29 9" />
      </svg>
      {children}
    </div>
  );
}

function Down() {
  return (
    <svg
      className="flow-down"
      viewBox="0 0 10 24"
      preserveAspectRatio="xMidYMax meet"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M5 -2000V20M1 15L5 21L9 15" />
    </svg>
  );
}

function Fork() {
  return (
    <svg
      className="flow-fork"
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M25 0V24M25 10H75V24" />
    </svg>
  );
}
