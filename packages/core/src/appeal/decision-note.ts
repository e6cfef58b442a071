import { boldMarkdown } from "../texts/bold-markdown.ts";
import { cutText } from "../texts/cut-text.ts";
import { escapeMarkdown } from "../texts/escape-markdown.ts";
import { fillMarkdown } from "../texts/fill-markdown.ts";
import { type LocalizedText, localize } from "../texts/localized-text.ts";
import { quoteMarkdown } from "../texts/quote-markdown.ts";
import { showsNothing } from "../texts/visible-characters.ts";
import type { ModeratorDecision, ModeratorDecisionKind } from "./moderator-decision.ts";

/** Of what moderators wrote, so much of each part that the whole fits into one message. */
const longestPart = 3_000;

/**
 * The private note about what a moderator decided on the site: who, what and why. What moderators
 * wrote stands in it as plain text.
 *
 * @param language of the community
 */
export function decisionNote(decision: ModeratorDecision, language: string): string {
  const { kind, decidedBy, secondedBy, rule, reason, categories, probation } = decision;
  const said = (text: LocalizedText) => localize(text, language);
  const named = (text: LocalizedText, username: string) => fillMarkdown(said(text), { username });
  const line = (label: LocalizedText, value: string) =>
    `${boldMarkdown(said(label))} ${escapeMarkdown(value.replace(/\s+/g, " ").trim())}`;
  const block = (label: LocalizedText, text: string) =>
    `${boldMarkdown(said(label))}\n\n${quoteMarkdown(shortened(text))}`;
  const { mayAppealAgainAt } = decision;
  return [
    named(decided[kind], decidedBy),
    ...(secondedBy === null ? [] : [named(seconded, secondedBy)]),
    ...(rule === null || showsNothing(rule) ? [] : [line(labels.rule, rule)]),
    ...(showsNothing(reason) ? [] : [block(labels.reason, reason)]),
    ...(categories.length === 0 ? [] : [line(labels.categories, categories.join(", "))]),
    ...(mayAppealAgainAt === null ? [] : [line(labels.again, dayOf(mayAppealAgainAt))]),
    ...(probation === null
      ? []
      : [
          line(labels.probation, dayOf(probation.until)),
          ...(showsNothing(probation.conditions)
            ? []
            : [block(labels.conditions, probation.conditions)]),
        ]),
  ].join("\n\n");
}

const decided: Readonly<Record<ModeratorDecisionKind, LocalizedText>> = {
  lift: {
    en: "u/{{username}} decided on the appeals site: the ban is lifted.",
    de: "u/{{username}} hat auf der Einspruchsseite entschieden: Die Sperre ist aufgehoben.",
    es: "u/{{username}} ha decidido en el sitio de apelaciones: se levanta la expulsión.",
    fr: "u/{{username}} a décidé sur le site des appels : le bannissement est levé.",
    pt: "u/{{username}} decidiu no site de recursos: o banimento foi removido.",
  },
  keep: {
    en: "u/{{username}} decided on the appeals site: the ban stays.",
    de: "u/{{username}} hat auf der Einspruchsseite entschieden: Die Sperre bleibt bestehen.",
    es: "u/{{username}} ha decidido en el sitio de apelaciones: la expulsión se mantiene.",
    fr: "u/{{username}} a décidé sur le site des appels : le bannissement est maintenu.",
    pt: "u/{{username}} decidiu no site de recursos: o banimento continua.",
  },
  close: {
    en: "u/{{username}} closed the appeal on the appeals site without an answer: the ban stays.",
    de: "u/{{username}} hat den Einspruch auf der Einspruchsseite ohne Antwort geschlossen: Die Sperre bleibt bestehen.",
    es: "u/{{username}} ha cerrado la apelación sin respuesta en el sitio de apelaciones: la expulsión se mantiene.",
    fr: "u/{{username}} a clos l’appel sans réponse sur le site des appels : le bannissement est maintenu.",
    pt: "u/{{username}} encerrou o recurso sem resposta no site de recursos: o banimento continua.",
  },
};

const seconded: LocalizedText = {
  en: "u/{{username}} agreed.",
  de: "u/{{username}} hat zugestimmt.",
  es: "u/{{username}} está de acuerdo.",
  fr: "u/{{username}} est d’accord.",
  pt: "u/{{username}} concordou.",
};

const labels = {
  rule: { en: "Rule:", de: "Regel:", es: "Regla:", fr: "Règle :", pt: "Regra:" },
  reason: { en: "Why:", de: "Warum:", es: "Por qué:", fr: "Pourquoi :", pt: "Por quê:" },
  categories: {
    en: "Categories:",
    de: "Kategorien:",
    es: "Categorías:",
    fr: "Catégories :",
    pt: "Categorias:",
  },
  again: {
    en: "May appeal again from:",
    de: "Neuer Einspruch möglich ab:",
    es: "Puede volver a apelar desde el:",
    fr: "Nouvel appel possible à partir du :",
    pt: "Pode recorrer de novo a partir de:",
  },
  probation: {
    en: "On probation until:",
    de: "Auf Bewährung bis:",
    es: "A prueba hasta el:",
    fr: "À l’essai jusqu’au :",
    pt: "Em período de teste até:",
  },
  conditions: {
    en: "Conditions:",
    de: "Bedingungen:",
    es: "Condiciones:",
    fr: "Conditions :",
    pt: "Condições:",
  },
} as const satisfies Record<string, LocalizedText>;

function shortened(text: string): string {
  const { head, rest } = cutText(text, longestPart, (line) => quoteMarkdown(line).length + 3);
  return rest === "" ? head : `${head}…`;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
