/** The address with some parameters set, to be opened by somebody else. */
export function linkWith(href: string, parameters: Readonly<Record<string, string>>): string {
  const link = new URL(href)
  for (const [name, value] of Object.entries(parameters)) link.searchParams.set(name, value)
  return link.href
}
