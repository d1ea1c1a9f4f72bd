import type { KubeObject } from '../seams/kube-object.ts'
import type { Rule } from '../seams/rule.ts'

/** `alidade.dev/ignore: MC123=reason; MC124` on an object says what is to be let be there. */
export const ignoreAnnotation = 'alidade.dev/ignore'

export interface Acknowledged {
  /** The reason given, in words; null: the rule's findings are not let be. */
  readonly reasonFor: (rule: Pick<Rule, 'id' | 'aka'>) => string | null
}

const noReason = 'no reason given'
const nothing: Acknowledged = { reasonFor: () => null }

/** Reads the annotation of an object. A rule may be named by its id or by a code people know it by. */
export function acknowledgedRules({ metadata }: Pick<KubeObject, 'metadata'>): Acknowledged {
  const text = metadata.annotations?.[ignoreAnnotation]
  if (typeof text !== 'string') return nothing
  const reasons = new Map<string, string>()
  for (const part of text.split(/[;\n]/)) {
    const [code = '', ...reason] = part.split('=')
    if (code.trim() === '') continue
    reasons.set(code.trim().toUpperCase(), reason.join('=').trim() || noReason)
  }
  return {
    reasonFor: ({ id, aka }) => {
      const code = [id, ...aka].find((one) => reasons.has(one))
      return code === undefined ? null : (reasons.get(code) ?? null)
    },
  }
}
