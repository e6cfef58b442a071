import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import rooms from "../../messages/rooms/en.json";
import research from "../../messages/rooms/research.en.json";
import { chooseLanguage, languageCookie } from "./languages.ts";

export default getRequestConfig(async ({ locale: wanted }) => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  // What the address asks for, as the proxy found it, goes before what was chosen earlier.
  const chosen = head.get("x-language") ?? jar.get(languageCookie)?.value;
  // A part of a page may be in a language of its own.
  const locale = wanted ?? chooseLanguage(chosen, head.get("accept-language"));
  const messages = (await import(`../../messages/${locale}.json`)) as { default: object };
  // The rooms are English for now: the proxy has their pages speak it.
  const all = { ...messages.default, rooms, research } as Messages;
  return { locale, messages: all, timeZone: "UTC" };
});

type Messages = typeof import("../../messages/en.json") & {
  readonly rooms: typeof rooms;
  readonly research: typeof research;
};
