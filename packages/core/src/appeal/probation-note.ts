import { fillMarkdown } from "../texts/fill-markdown.ts";
import { type LocalizedText, localize } from "../texts/localized-text.ts";
import { quoteMarkdown } from "../texts/quote-markdown.ts";
import { showsNothing } from "../texts/visible-characters.ts";

/** A probation whose end has come, of a ban that was lifted. */
export interface EndedProbation {
  readonly decisionId: string;
  readonly appealId: string;
  readonly conversationId: string;
  readonly subreddit: string;
  readonly username: string;
  readonly decidedBy: string;
  readonly conditions: string;
}

/** The private note that reminds moderators of it: nothing happens by itself. */
export function probationNote(probation: EndedProbation, language: string): string {
  const { username, decidedBy, conditions } = probation;
  const said = (text: LocalizedText, name: string) =>
    fillMarkdown(localize(text, language), { username: name });
  const words = `${said(over, username)} ${said(setBy, decidedBy)}`;
  return showsNothing(conditions) ? words : `${words}\n\n${quoteMarkdown(conditions)}`;
}

const over: LocalizedText = {
  en: "The probation of u/{{username}} is over. Nothing happens by itself.",
  de: "Die Bewährung von u/{{username}} ist zu Ende. Von selbst geschieht nichts.",
  es: "Ha terminado el periodo de prueba de u/{{username}}. No ocurre nada por sí solo.",
  fr: "La période probatoire de u/{{username}} est terminée. Rien ne se passe de soi-même.",
  pt: "Terminou o período probatório de u/{{username}}. Nada acontece por si só.",
};

const setBy: LocalizedText = {
  en: "u/{{username}} set it when the ban was lifted.",
  de: "u/{{username}} hat sie beim Aufheben des Banns gesetzt.",
  es: "u/{{username}} lo fijó al levantar el baneo.",
  fr: "u/{{username}} l’a fixée à la levée du bannissement.",
  pt: "u/{{username}} definiu-o ao remover o banimento.",
};
