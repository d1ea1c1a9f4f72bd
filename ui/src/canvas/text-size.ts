/**
 * Width of a text in the canvas's sans serif, estimated from classes of letters.
 *
 * The layout needs it where there is no canvas to measure with (the worker, the tests), and needs
 * the same answer in every browser, or a map would shift from one to the next. It errs wide.
 */
export function estimateTextWidth(text: string, fontSize: number): number {
  let ems = 0
  for (const letter of text) ems += emsOf(letter)
  return ems * fontSize
}

function emsOf(letter: string): number {
  if ("iljtfrI.,:;|!'()[]/ ".includes(letter)) return 0.36
  if ('mwMW@%'.includes(letter)) return 0.9
  return letter >= 'A' && letter <= 'Z' ? 0.7 : 0.59
}

/** Cuts from the middle: names of Kubernetes differ at their ends. */
export function shorten(text: string, maxLetters: number): string {
  if (text.length <= maxLetters) return text
  const head = Math.ceil((maxLetters - 1) * 0.6)
  return `${text.slice(0, head)}…${text.slice(text.length - (maxLetters - 1 - head))}`
}
