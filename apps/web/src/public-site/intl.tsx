import { createContext, type ReactNode, useContext } from "react";
import {
  _createCache,
  _createIntlFormatters,
  createFormatter,
  createTranslator,
  type NamespaceKeys,
  type NestedKeyOf,
} from "use-intl/core";
import de from "../../messages/de.json" with { type: "json" };
import en from "../../messages/en.json" with { type: "json" };
import es from "../../messages/es.json" with { type: "json" };
import fr from "../../messages/fr.json" with { type: "json" };
import pt from "../../messages/pt.json" with { type: "json" };
import type { Language } from "../i18n/languages.ts";

/**
 * Takes the place of `next-intl` in the pages that the framework does not render: the same words, by
 * the same functions of its own library. What is parsed of a message and made for dates is kept for
 * the life of the process, where the library would keep it for one page.
 */
const messages: Readonly<Record<Language, typeof en>> = { en, de, es, fr, pt };

type Namespace = NamespaceKeys<typeof en, NestedKeyOf<typeof en>>;

const timeZone = "UTC";
const cache = _createCache();
const formatters = _createIntlFormatters(cache);
const translators = new Map<string, unknown>();

/** The words of a language, below a key of its messages. */
export function wordsIn<Below extends Namespace = never>(language: Language, namespace?: Below) {
  type Words = ReturnType<typeof create<Below>>;
  const key = `${language} ${namespace ?? ""}`;
  const known = translators.get(key) as Words | undefined;
  if (known) return known;
  const words = create(language, namespace);
  translators.set(key, words);
  return words;
}

function create<Below extends Namespace = never>(language: Language, namespace?: Below) {
  const words = createTranslator<typeof en, Below>({
    ...{ locale: language, messages: messages[language], timeZone },
    ...{ _cache: caches(language), _formatters: formatters },
    ...(namespace === undefined ? {} : { namespace }),
  });
  return keepingPlain(words);
}

/** Most words of a page have no values in them, and are the same each time. */
function keepingPlain<Words extends object>(words: Words): Words {
  const plain = new Map<unknown, unknown>();
  return new Proxy(words, {
    apply(translate, self, [key, ...values]: unknown[]) {
      const isPlain = values.length === 0;
      if (isPlain && plain.has(key)) return plain.get(key);
      const text: unknown = Reflect.apply(translate as () => unknown, self, [key, ...values]);
      if (isPlain) plain.set(key, text);
      return text;
    },
  });
}

const cachesByLanguage = new Map<Language, typeof cache>();

/** Messages are kept by their keys: each language needs a place of its own. */
function caches(language: Language): typeof cache {
  const known = cachesByLanguage.get(language) ?? _createCache();
  cachesByLanguage.set(language, known);
  return known;
}

const PageLanguage = createContext<Language>("en");

export function InLanguage(props: { readonly language: Language; readonly children: ReactNode }) {
  return <PageLanguage value={props.language}>{props.children}</PageLanguage>;
}

export function useLocale(): Language {
  return useContext(PageLanguage);
}

export function useTranslations<Below extends Namespace = never>(namespace?: Below) {
  return wordsIn<Below>(useLocale(), namespace);
}

const dates = new Map<Language, ReturnType<typeof createFormatter>>();

export function useFormatter() {
  const locale = useLocale();
  const known = dates.get(locale) ?? createFormatter({ locale, timeZone, _formatters: formatters });
  dates.set(locale, known);
  return known;
}
