import type { KubeObject } from '../seams/kube-object.ts'
import type { Rule } from '../seams/rule.ts'

/** `alidade.dev/ignore: MC123=reason; MC124` on an object says what is to be let be there. */
export const ignoreAnnotation = 'alidade.dev/ignore'

/** What people have already for another console: codes between commas, or nothing for all of them. */
export const elderAnnotation = 'kiali.io/ignore-validations'

export interface Acknowledged {
  /** The reason given, in words; null: the rule's findings are not let be. */
  readonly reasonFor: (rule: Pick<Rule, 'id' | 'aka'>) => string | null
}

const noReason = 'no reason given'
const elderReason = `by ${elderAnnotation}`
const nothing: Acknowledged = { reasonFor: () => null }

/** Reads the annotations of an object. A rule may be named by its id or by a code people know it by. */
export function acknowledgedRules({ metadata }: Pick<KubeObject, 'metadata'>): Acknowledged {
  const { annotations = {} } = metadata
  const [text, elder] = [
    textOf(annotations[ignoreAnnotation]),
    textOf(annotations[elderAnnotation]),
  ]
  if (text === null && elder === null) return nothing
  const isAll = elder?.trim() === ''
  const reasons = new Map([...(elder === null ? [] : readCodes(elder)), ...readReasons(text ?? '')])
  return {
    reasonFor: ({ id, aka }) => {
      const code = [id, ...aka].find((one) => reasons.has(one))
      const named = code === undefined ? null : (reasons.get(code) ?? null)
      return named ?? (isAll ? elderReason : null)
    },
  }
}

function readCodes(text: string): readonly (readonly [code: string, reason: string])[] {
  return text.split(',').map((code) => [code.trim().toUpperCase(), elderReason])
}

function readReasons(text: string): readonly (readonly [code: string, reason: string])[] {
  return text.split(/[;\n]/).map((part) => {
    const [code = '', ...reason] = part.split('=')
    return [code.trim().toUpperCase(), reason.join('=').trim() || noReason]
  })
}

/** Objects are as people wrote them: an annotation may be anything. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
