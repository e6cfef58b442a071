import type { ReactNode } from "react";
import type { Language } from "../i18n/languages.ts";
import type { ScriptName } from "./assets.ts";

/** What a page is asked with. */
export interface Asked {
  /** As it stands in the address. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly language: Language;
  /** The header that brings cookies. */
  readonly cookie: string | undefined;
  /** Whether it came over HTTPS, as far as a proxy says. */
  readonly isSecure: boolean;
}

/** A public page as a value: what stands in it, and what it needs. */
export interface Page {
  /** `null` for the site's name alone. */
  readonly title: string | null;
  /** Default 200. */
  readonly status?: number;
  /** Of a page that anybody may find: what search engines and previews of links are told. */
  readonly about?: { readonly path: string; readonly description: string };
  readonly content: ReactNode;
  /**
   * A name under which it is the same for everybody who reads its language: it is rendered once. A
   * page for one reader has none, is rendered for each request and kept nowhere.
   */
  readonly sharedAs?: string;
  readonly script?: ScriptName;
  /** Rules that only this page needs. Whatever a stranger wrote has no place in them. */
  readonly style?: string;
}
