import i18next, { type i18n, type Resource } from 'i18next'
import english from './en.json' with { type: 'json' }
import { readLanguage, type Language } from './language.ts'

/** The names that a text leaves room for: `{{name}}`. */
type NamesIn<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

/** `count` chooses the plural; `context` tells apart what English says with one word. */
export type ValuesOf<Text extends string> = {
  readonly [Name in NamesIn<Text>]: Name extends 'count' ? number : string | number
} & { readonly context?: string }

interface Opened {
  readonly language: Language
  readonly library: i18n
}

async function openLanguage(wish: Language): Promise<Opened> {
  const resources: Resource = { en: { translation: english } }
  let language: Language = 'en'
  if (wish === 'de') {
    try {
      const { german } = await import('./de/index.ts')
      resources['de'] = { translation: german }
      language = 'de'
    } catch {
      // Its file is gone or the network is: a page in English is better than none.
    }
  }
  const library = i18next.createInstance()
  void library.init({
    lng: language,
    fallbackLng: false, // what has no translation is its own text, in English
    resources,
    initAsync: false,
    // The English text is the key: dots and colons of it mean nothing.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false }, // React escapes
  })
  if (typeof document !== 'undefined') document.documentElement.lang = language
  return { language, library }
}

/**
 * Whatever imports this waits here until the language is there. So `t` may be called anywhere, when
 * a module begins too, and tables of words are plain values.
 */
export const { language, library } = await openLanguage(readLanguage())

/** For Intl: English as the world writes it, with days before months and 24 hours. */
export const locale = { en: 'en-GB', de: 'de-DE' }[language]

/**
 * A text in the language of the page. The English text itself is the key, whole sentences with
 * `{{names}}` for what stands in them; with `count` its plurals stand in `en.json`.
 *
 * @see docs/decisions/0017-languages.md
 */
export function t<const Text extends string>(
  text: Text,
  ...[values]: [NamesIn<Text>] extends [never]
    ? [values?: { readonly context: string }]
    : [values: ValuesOf<Text>]
): string {
  const key: string = text
  return library.t(key, { ...values })
}

/** A text of the contract, which programs get in English: its German stands with the page's own. */
export function translate(text: string): string {
  return library.t(text)
}

/** A word of a table within a sentence: English begins it small, German keeps its nouns. */
export function inSentence(word: string): string {
  return language === 'en' ? word.toLowerCase() : word
}
