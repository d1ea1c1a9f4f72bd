import type { BaseResponse, ResponseKind } from '../base-graph.ts'

interface MutableResponse {
  readonly kind: ResponseKind
  readonly host: string
  perSecond: number
}

/** Most tables have one to three lines: looking through them is cheaper than a map. */
const longestWalk = 12

/** Adds up responses of the same kind and host. */
export class ResponseTable {
  readonly #responses: MutableResponse[] = []
  #byKey: Map<string, MutableResponse> | null = null

  get responses(): readonly BaseResponse[] {
    return this.#responses
  }

  add(kind: ResponseKind, host: string, perSecond: number): void {
    const known = this.#find(kind, host)
    if (known !== undefined) {
      known.perSecond += perSecond
      return
    }
    const added = { kind, host, perSecond }
    this.#responses.push(added)
    if (this.#byKey !== null) this.#byKey.set(keyOf(added), added)
    else if (this.#responses.length > longestWalk)
      this.#byKey = new Map(this.#responses.map((one) => [keyOf(one), one]))
  }

  #find(kind: ResponseKind, host: string): MutableResponse | undefined {
    if (this.#byKey !== null) return this.#byKey.get(`${kind.index} ${host}`)
    for (const one of this.#responses) if (one.kind === kind && one.host === host) return one
    return undefined
  }
}

export interface Rest {
  /** What of these responses is still there to be taken. */
  readonly take: (wanted: readonly BaseResponse[]) => readonly BaseResponse[]
  readonly rest: () => readonly BaseResponse[]
}

/** Less than this share of a response is what rounding leaves of equal sums. */
const rounding = 1e-9

/** Deals responses out in parts that never exceed the whole. */
export function createRest(whole: readonly BaseResponse[]): Rest {
  const left = new Map(whole.map((one) => [keyOf(one), { ...one }]))
  return {
    take: (wanted) =>
      wanted.flatMap((one) => {
        const there = left.get(keyOf(one))
        if (there === undefined) return []
        const perSecond = Math.min(one.perSecond, there.perSecond)
        there.perSecond -= perSecond
        return perSecond > 0 ? [{ ...one, perSecond }] : []
      }),
    rest: () =>
      whole.flatMap((one) => {
        const perSecond = left.get(keyOf(one))?.perSecond ?? 0
        return perSecond > one.perSecond * rounding ? [{ ...one, perSecond }] : []
      }),
  }
}

const keyOf = ({ kind, host }: BaseResponse): string => `${kind.index} ${host}`
