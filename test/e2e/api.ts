import { errorBodySchema, type ErrorBody } from '#contract/errors.ts'
import { explanationSchema, type Explanation } from '#contract/explain.ts'
import { graphSchema, type Graph } from '#contract/graph.ts'
import { listNamespaces } from '#contract/namespaces.ts'
import { statusSchema, type Status } from '#contract/status.ts'

export interface Answer {
  readonly status: number
  readonly text: string
}

/** The API of a running console, as one person asks it. */
export interface Api {
  readonly get: (path: string) => Promise<Answer>
  readonly graph: (query?: Readonly<Record<string, string>>) => Promise<Graph>
  readonly explain: (query: Readonly<Record<string, string>>) => Promise<Explanation>
  readonly status: (query?: Readonly<Record<string, string>>) => Promise<Status>
  readonly namespaces: () => Promise<readonly string[]>
  readonly refusal: (path: string) => Promise<ErrorBody['error'] & { readonly status: number }>
}

/** Throws for an answer that is none, or that breaks the contract. */
export function askConsole(url: string, token?: string): Api {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const get = async (path: string): Promise<Answer> => {
    const response = await fetch(new URL(path, url), { headers })
    return { status: response.status, text: await response.text() }
  }
  const json = async (path: string): Promise<unknown> => {
    const { status, text } = await get(path)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`)
    return JSON.parse(text)
  }
  const search = (query: Readonly<Record<string, string>>): string =>
    new URLSearchParams(query).toString()
  return {
    get,
    graph: async (query = {}) => graphSchema.parse(await json(`api/v1/graph?${search(query)}`)),
    explain: async (query) =>
      explanationSchema.parse(await json(`api/v1/graph/explain?${search(query)}`)),
    status: async (query = {}) => statusSchema.parse(await json(`api/v1/status?${search(query)}`)),
    namespaces: async () =>
      listNamespaces.response
        .parse(await json('api/v1/namespaces'))
        .namespaces.map(({ name }) => name),
    refusal: async (path) => {
      const { status, text } = await get(path)
      return { ...errorBodySchema.parse(JSON.parse(text)).error, status }
    },
  }
}
