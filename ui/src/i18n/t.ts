import i18next, { type i18n } from 'i18next'
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

export const library: i18n = i18next.createInstance()
void library.init({
  lng: 'en',
  fallbackLng: false, // what has no translation is its own text, in English
  resources: { en: { translation: english } },
  initAsync: false,
  // The English text is the key: dots and colons of it mean nothing.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false }, // React escapes
})

/** Texts that leave room for nothing: tables and completions ask for the same ones by the thousand. */
const plainTexts = new Map<string, string>()

/** For Intl: English as the world writes it, with days before months and 24 hours. */
const locales = { en: 'en-GB', de: 'de-DE' } as const satisfies Record<Language, string>

export let language: Language = 'en'
export let locale: string = locales.en
let amounts = new Intl.NumberFormat(locale)

/**
 * Opens the language of the page, before any other module of it is read (`main.ts` sees to that).
 * So `t` may be called anywhere, when a module begins too, and tables of words are plain values.
 */
export async function openLanguage(wish: Language = readLanguage()): Promise<void> {
  if (wish === 'de') {
    try {
      const { german } = await import('./de/index.ts')
      library.addResourceBundle('de', 'translation', german)
    } catch {
      return // Its file is gone or the network is: a page in English is better than none.
    }
  }
  await library.changeLanguage(wish)
  plainTexts.clear()
  language = wish
  locale = locales[wish]
  amounts = new Intl.NumberFormat(locale)
  document.documentElement.lang = wish
}

/**
 * A text in the language of the page. The English text itself is the key, whole sentences with
 * `{{names}}` for what stands in them; with `count` its plurals stand in `en.json`. A number is an
 * amount and is written as one, `1,000`; what is a name, such as a port, comes as text.
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
  const told: Readonly<Record<string, unknown>> | undefined = values
  return told === undefined ? translate(key) : library.t(key, { ...told, ...filling(told) })
}

/** What stands in the places of a text; the numbers beside it still choose the plural. */
export function filling(values: Readonly<Record<string, unknown>>): {
  readonly replace: Readonly<Record<string, unknown>>
} {
  const written = Object.entries(values).map(
    ([name, value]) => [name, typeof value === 'number' ? amounts.format(value) : value] as const,
  )
  return { replace: Object.fromEntries(written) }
}

/** A text of the contract, which programs get in English: its German stands with the page's own. */
export function translate(text: string): string {
  const known = plainTexts.get(text)
  if (known !== undefined) return known
  const translated = library.t(text)
  plainTexts.set(text, translated)
  return translated
}

/** A word of a table within a sentence: English begins it small, German keeps its nouns. */
export function inSentence(word: string): string {
  return language === 'en' ? word.toLowerCase() : word
}
