import { searchNames } from '#contract/search.ts'
import { drain, quantile, readText } from './asking.ts'

export interface SearchMeasured {
  readonly names: number // of those that have a dash in them, which nearly all have
  readonly floorP95Ms: number // the same question with nothing in it: what any answer takes
  readonly typedP95Ms: number // what somebody types, letter by letter
  readonly inexactP95Ms: number // what nothing is called: all names are looked through twice
}

const rounds = 40
/** A letter, a part, a word, namespace and name, kind and name. */
const typed = ['a', 'r', 're', 'rev', 'svc ca', 'v1', 'payment', 'shop/c', 'order-1', '-12']
const inexact = ['reveiws', 'prdpg', 'paymnet-v1', 'nothing-like-it', 'chekcout']

/** The jump box over HTTP on a console that knows its cluster already. */
export async function measureSearch(url: string): Promise<SearchMeasured> {
  const hrefOf = (q: string): string => {
    const href = new URL('api/v1/search', url)
    href.searchParams.set('q', q)
    return href.href
  }
  const p95 = async (questions: readonly string[]): Promise<number> => {
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (const q of questions) times.push((await drain(hrefOf(q))).ms)
    }
    return quantile(times, 0.95)
  }
  const answer = searchNames.response.parse(JSON.parse(await readText(hrefOf('-'))))
  await p95([...typed, ...inexact].slice(0, 3)) // the index is made, and the code is warm
  return {
    names: answer.groups.reduce((sum, { matched }) => sum + matched, 0),
    floorP95Ms: await p95(['']),
    typedP95Ms: await p95(typed),
    inexactP95Ms: await p95(inexact),
  }
}
