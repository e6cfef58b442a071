import type messages from "../../messages/en.json";
import type rooms from "../../messages/rooms/en.json";
import type research from "../../messages/rooms/research.en.json";
import type { Language } from "./languages.ts";

// Makes a message key that does not exist a type error.
declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: typeof messages & { rooms: typeof rooms; research: typeof research };
  }
}
