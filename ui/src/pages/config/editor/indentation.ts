/** How far the next line is indented when Enter is pressed behind a text: below a bare key, deeper. */
export function indentAfter(before: string): number {
  const marks = /^ *(?:- +)*/.exec(before)?.[0].length ?? 0
  return /^[^#]*:\s*$/.test(before) ? marks + 2 : marks
}
