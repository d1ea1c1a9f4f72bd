import { t } from '../i18n/t.ts'

/**
 * The flags of a proxy's access log in words: `UC,URX` → two sentences. `words` come with the
 * picture, from the mesh whose proxies set them; a flag that is not among them stays as it is.
 */
export function explainFlags(flags: string, words: Readonly<Record<string, string>>): string[] {
  if (flags === '' || flags === '-') return []
  return flags.split(',').map((flag) => {
    const text = words[flag.trim()]
    return text === undefined ? t('Flag {{flag}}', { flag: flag.trim() }) : capitalize(text)
  })
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
