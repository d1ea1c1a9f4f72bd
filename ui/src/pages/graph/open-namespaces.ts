/**
 * The `open` parameter after one namespace was opened or closed by hand: `auto` stays in charge of
 * all the others. `name` is `cluster/namespace`.
 */
export function withNamespace(open: string, name: string, isOpen: boolean): string {
  const [base = 'auto', ...rest] = open.split(',').filter((part) => part !== '')
  const isWord = ['auto', 'all', 'none'].includes(base)
  const kept = [...(isWord ? rest : [base, ...rest])].filter(
    (part) => part.replace(/^[+-]/, '') !== name,
  )
  const isAsBase = (base === 'all' && isOpen) || (base === 'none' && !isOpen) || !(isWord || isOpen)
  const added = isAsBase ? [] : [`${isOpen ? '+' : '-'}${name}`]
  const parts = [...(isWord ? [base] : []), ...kept, ...added]
  return parts.length === 0 ? 'none' : parts.join(',')
}
