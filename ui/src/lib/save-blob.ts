/** Hands a file to the person in front of the screen; null: there is none. */
export function saveBlob(
  blob: Blob | null,
  ending: 'png' | 'svg' | 'csv' | 'json' | 'dot' | 'yaml',
): void {
  if (blob === null) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `mesh-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.${ending}`
  link.click()
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
