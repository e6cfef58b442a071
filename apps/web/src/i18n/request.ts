import { headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import rooms from "../../messages/rooms/en.json";
import research from "../../messages/rooms/research.en.json";
import hiddenArms from "../../messages/rooms/research-hidden-arms.en.json";
import { areArmsHidden } from "../server/arms-hidden.ts";
import { pathHeader } from "../server/path-header.ts";
import { roomLanguage } from "./room-language.ts";

/** The words of the rooms, which are English for now; a part of a page may be in another language. */
export default getRequestConfig(async ({ locale = roomLanguage }) => {
  const messages = (await import(`../../messages/${locale}.json`)) as { default: object };
  const isResearch = (await headers()).get(pathHeader)?.startsWith("/research") ?? false;
  const words =
    isResearch && (await areArmsHidden()) ? withLetters(research, hiddenArms) : research;
  const all = { ...messages.default, rooms, research: words } as Messages;
  return { locale, messages: all, timeZone: "UTC" };
});

type Messages = typeof import("../../messages/en.json") & {
  readonly rooms: typeof rooms;
  readonly research: typeof research;
};

interface Words {
  readonly [key: string]: string | Words;
}

/** The same words with some of them in other terms: those that name an arm. */
function withLetters(words: Words, others: Words): Words {
  const replaced = Object.entries(others).map(([key, other]) => {
    const own = words[key];
    return [
      key,
      typeof other === "string" || typeof own !== "object" ? other : withLetters(own, other),
    ];
  });
  return { ...words, ...Object.fromEntries(replaced) };
}
