import { Agent, request } from 'undici'

export interface KubeRequestOptions {
  /** Sent as JSON, unless it is a string: that is sent as it is. */
  readonly body?: unknown
  /** application/json unless told; for PATCH application/merge-patch+json. */
  readonly contentType?: string
  /** The bearer token of another user than the one the connection was made with. */
  readonly token?: string
}

export interface KubeAnswer {
  readonly status: number
  /** Parsed when the answer is JSON, else text. Objects and lists are as on the wire, errors a `Status`. */
  readonly body: unknown
}

/** HTTPS to an API server over at most eight kept connections. */
export class KubeConnection {
  readonly #url: string
  readonly #token: string
  readonly #agent: Agent

  constructor({
    url,
    token,
    certificate,
  }: {
    readonly url: string
    readonly token: string
    readonly certificate: string
  }) {
    this.#url = url
    this.#token = token
    this.#agent = new Agent({ connections: 8, connect: { ca: certificate } })
  }

  /** Answers with any status, 4xx and 5xx too; throws only when there was no answer within 30 s. */
  async request(
    method: string,
    path: string,
    { body, contentType, token = this.#token }: KubeRequestOptions = {},
  ): Promise<KubeAnswer> {
    const usual = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    const answer = await request(this.#url + path, {
      method,
      dispatcher: this.#agent,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': contentType ?? usual }),
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
    })
    const text = await answer.body.text()
    const isJson = String(answer.headers['content-type']).startsWith('application/json')
    return { status: answer.statusCode, body: isJson ? JSON.parse(text) : text }
  }

  close(): Promise<void> {
    return this.#agent.destroy()
  }
}
