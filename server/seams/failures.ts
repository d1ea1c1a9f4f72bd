import { SourceUnavailableError, type SourceFailure } from '../errors.ts'
import { sayDuration } from './address.ts'
import { readTlsFailure, type TlsFailure } from './tls-failures.ts'

/** Whom the words of a failure are about. */
export interface Party {
  readonly source: string // id of the back end
  readonly name: string // as a sentence begins with it: The metrics source
  readonly address: string // without credentials
}

/** Why an exchange of bytes came to nothing; `message` is a cause in a word: ECONNREFUSED. */
export interface BrokenExchange extends Error {
  readonly reason: 'connection' | 'tooLarge' | 'aborted' | 'certificate'
}

const longestQuote = 300

/** What a back end said of itself, made fit to stand in one sentence. */
export function quoteBackEnd(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longestQuote ? `${line.slice(0, longestQuote)} …` : line
}

/** A failure of this back end, ready to be thrown. */
export function failureOf(
  { source }: Party,
  failed: { readonly failure: SourceFailure; readonly cause?: unknown },
  message: string,
): SourceUnavailableError {
  return new SourceUnavailableError({ source, ...failed }, message)
}

export function timedOut(party: Party, deadlineMs: number): SourceUnavailableError {
  const within = sayDuration(deadlineMs)
  return failureOf(
    party,
    { failure: 'timeout' },
    `${party.name} did not answer (${party.address}, ${within})`,
  )
}

/** The answer never came, or not whole. */
export function notExchanged(
  party: Party,
  error: BrokenExchange,
  maxBytes: number,
): SourceUnavailableError {
  const { name, address } = party
  const failed = { failure: 'unavailable', cause: error } as const
  if (error.reason === 'tooLarge') {
    const megabytes = Math.round((maxBytes / 1e6) * 10) / 10
    return failureOf(
      party,
      { failure: 'tooLarge', cause: error },
      `The answer of ${lowerFirst(name)} is over ${megabytes} MB (${address}): ask for fewer namespaces or raise the limit.`,
    )
  }
  if (error.reason === 'certificate')
    return failureOf(party, failed, sayTlsFailure(party, error.message))
  return failureOf(
    party,
    failed,
    `${name} cannot be reached (${address}, ${error.message}): is it running, and is the address right?`,
  )
}

/** By what Node calls the failure: what is wrong and the way out. */
function sayTlsFailure({ name, address }: Party, code: string): string {
  const [its, place] = [`The certificate of ${lowerFirst(name)}`, `(${address}, ${code})`]
  const sentences = {
    notTrusted: `${its} is not trusted ${place}: name the file of its authority in the settings.`,
    otherName: `${its} is made for another name ${place}: use the name that it is made for.`,
    outOfDate: `${its} is out of date ${place}: it must be renewed, or a clock is wrong.`,
    noTls: `${name} does not speak TLS there ${place}: is it http rather than https?`,
  } as const satisfies Record<TlsFailure, string>
  return sentences[readTlsFailure(code) ?? 'notTrusted']
}

/** A status other than success, without a message of the back end's own. */
export function badStatus(
  party: Party,
  httpStatus: number,
  location: string | null,
): SourceUnavailableError {
  const { name, address } = party
  if (httpStatus === 401 || httpStatus === 403)
    return failureOf(
      party,
      { failure: 'forbidden' },
      `${name} does not accept our credentials (${address}, status ${httpStatus}): set a token, a user or the header of a tenant for it.`,
    )
  if (httpStatus >= 300 && httpStatus < 400) {
    const target = location === null ? 'elsewhere' : `to ${withoutSecrets(location)}`
    return failureOf(
      party,
      { failure: 'badAnswer' },
      `${name} sends us ${target} (${address}, status ${httpStatus}): set that address, or log in by a token.`,
    )
  }
  if (httpStatus >= 500)
    return failureOf(
      party,
      { failure: 'unavailable' },
      `${name} cannot answer (${address}, status ${httpStatus}): look at its log.`,
    )
  return failureOf(
    party,
    { failure: 'badAnswer' },
    `${name} does not know what we ask (${address}, status ${httpStatus}): is the base path right?`,
  )
}

/** Bytes that are not what the API promises. */
export function unreadable(party: Party, what: string): SourceUnavailableError {
  return failureOf(
    party,
    { failure: 'badAnswer' },
    `${party.name} answered with ${what} (${party.address}): is this address its API, and is the base path right?`,
  )
}

function withoutSecrets(location: string): string {
  const url = URL.parse(location)
  return url === null
    ? (location.split(/[?#]/)[0] ?? '')
    : `${url.protocol}//${url.host}${url.pathname}`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
