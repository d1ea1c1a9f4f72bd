/** The address with some parameters set, to be opened by somebody else. */
export function linkWith(href: string, parameters: Readonly<Record<string, string>>): string {
  const link = new URL(href)
  for (const [name, value] of Object.entries(parameters)) link.searchParams.set(name, value)
  return link.href
}

/** False where there is no clipboard, which is so without https. */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard === undefined) return false
  await clipboard.writeText(text)
  return true
}
