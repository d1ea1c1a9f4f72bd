/** False where there is no clipboard, which is so without https. */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard === undefined) return false
  await clipboard.writeText(text)
  return true
}
