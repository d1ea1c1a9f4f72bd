export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

const storageKey = 'alidade.language'
const isLanguage = (name: string): name is Language =>
  (languages as readonly string[]).includes(name)

/**
 * The language that was chosen in this browser, else the first of its own that there is. Where
 * there is no page (a worker, a test of pure code) it is English.
 */
export function readLanguage(): Language {
  if (typeof document === 'undefined') return 'en'
  const wishes = [localStorage.getItem(storageKey) ?? '', ...navigator.languages]
  return wishes.map((wish) => wish.slice(0, 2)).find(isLanguage) ?? 'en'
}

/**
 * Keeps the choice and begins again with it: words are values everywhere, and a page that starts
 * over holds none of the old ones. The address says what is looked at, so that this is still there.
 */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
  location.reload()
}
