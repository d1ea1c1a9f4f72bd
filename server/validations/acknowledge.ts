import type { KubeObject } from '../seams/kube-object.ts'
import type { Rule } from '../seams/rule.ts'

/** `alidade.dev/ignore: MC123=reason; MC124` on an object says what is to be let be there. */
export const ignoreAnnotation = 'alidade.dev/ignore'

/** What people have already for another console: codes between commas, or nothing for all of them. */
export const elderAnnotation = 'kiali.io/ignore-validations'

/**
 * So ends what an analyzer on the command line reads: codes between commas, `*` for all of them.
 *
 * @see https://istio.io/latest/docs/ops/diagnostic-tools/istioctl-analyze/#ignoring-specific-messages-for-specific-resources
 */
export const suppressName = '/analyze-suppress'

export interface Acknowledged {
  /** The reason given, in words; null: the rule's findings are not let be. */
  readonly reasonFor: (rule: Pick<Rule, 'id' | 'aka'>) => string | null
}

const noReason = 'no reason given'
const nothing: Acknowledged = { reasonFor: () => null }

/** Reads the annotations of an object. A rule may be named by its id or by a code people know it by. */
export function acknowledgedRules({ metadata }: Pick<KubeObject, 'metadata'>): Acknowledged {
  const { annotations } = metadata
  if (annotations === undefined) return nothing
  const own = textOf(annotations[ignoreAnnotation])
  const others = Object.entries(annotations).flatMap(([name, value]) => readOther(name, value))
  if (own === null && others.length === 0) return nothing
  const forAll = others.find(({ isForAll }) => isForAll)?.reason ?? null
  const reasons = new Map([
    ...others.flatMap(({ codes, reason }) => codes.map((code) => [code, reason] as const)),
    ...readReasons(own ?? ''),
  ])
  return {
    reasonFor: ({ id, aka }) => {
      const code = [id, ...aka].find((one) => reasons.has(one))
      return (code === undefined ? undefined : reasons.get(code)) ?? forAll
    },
  }
}

interface OtherList {
  readonly codes: readonly string[]
  readonly isForAll: boolean
  readonly reason: string
}

/** What other tools have been told to let be. */
function readOther(name: string, value: unknown): readonly OtherList[] {
  const isElder = name === elderAnnotation
  if ((!isElder && !name.endsWith(suppressName)) || typeof value !== 'string') return []
  const codes = codesIn(value)
  const isForAll = isElder ? value.trim() === '' : codes.includes('*')
  return [{ codes, isForAll, reason: `by ${name}` }]
}

function codesIn(text: string): readonly string[] {
  return text.split(',').map((code) => code.trim().toUpperCase())
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
