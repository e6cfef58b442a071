import { getRequestConfig } from "next-intl/server";
import rooms from "../../messages/rooms/en.json";
import research from "../../messages/rooms/research.en.json";
import { roomLanguage } from "./room-language.ts";

/** The words of the rooms, which are English for now; a part of a page may be in another language. */
export default getRequestConfig(async ({ locale = roomLanguage }) => {
  const messages = (await import(`../../messages/${locale}.json`)) as { default: object };
  const all = { ...messages.default, rooms, research } as Messages;
  return { locale, messages: all, timeZone: "UTC" };
});

type Messages = typeof import("../../messages/en.json") & {
  readonly rooms: typeof rooms;
  readonly research: typeof research;
};
