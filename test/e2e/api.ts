import { expect, vi } from 'vitest'
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

/**
 * Resolves when a console has read all kinds of objects of its cluster: it starts without those that
 * a busy API server has not listed yet.
 */
export async function untilAllIsRead(
  api: Api,
  query: Readonly<Record<string, string>> = {},
): Promise<void> {
  const isRead = async (): Promise<void> => {
    const { backEnds } = await api.status(query)
    const cluster = backEnds.find(({ kind }) => kind === 'cluster')
    expect(cluster?.details[0]).toMatch(/^(\d+) of \1 kinds/)
  }
  await vi.waitFor(isRead, { timeout: 60_000, interval: 200 })
}
