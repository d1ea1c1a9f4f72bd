import { z } from '#contract/setup.ts'
import { placeSchema, type Place } from './place.ts'

const mostKept = 8
const keyOf = (context: string | null): string =>
  context === null ? 'alidade.recent' : `alidade.recent ${context}`

const storedSchema = z.object({ user: z.string().nullable(), places: z.array(placeSchema) })

export interface Whose {
  readonly context: string | null
  readonly user: string | null
}

/** Where somebody was of late in this browser, the latest first; what another user left is nobody's. */
export function readRecent({ context, user }: Whose): readonly Place[] {
  const parsed = storedSchema.safeParse(parseJson(localStorage.getItem(keyOf(context))))
  return parsed.success && parsed.data.user === user ? parsed.data.places : []
}

/** Puts a place first, once. */
export function keepRecent(place: Place, { context, user }: Whose): void {
  const text = JSON.stringify(place)
  const others = readRecent({ context, user }).filter((one) => JSON.stringify(one) !== text)
  const places = [place, ...others].slice(0, mostKept)
  localStorage.setItem(keyOf(context), JSON.stringify({ user, places }))
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
