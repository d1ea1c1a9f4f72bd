import { writePointer, type Field } from '../../../../seams/field.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import { fqdnOf } from '../../lookup/hosts.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { routesOf, rulesOf } from './virtual-service.ts'

/** The same destination twice in one route. */
export const destinationRepeated: Rule = {
  id: 'MC203',
  aka: ['KIA1105'],
  severity: 'warning',
  title: 'Destination twice in one route',
  cause: 'Two destinations of a route name the same host, subset and port.',
  effect:
    'It gets both shares. Often one of them was meant for another subset, which gets nothing.',
  repair: 'Name the other subset, or put the weights together in one.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  differs: 'Two ports of one host are two destinations.',
  kinds: [virtualServiceKind],
  needs: [],
  check: function* ({ spec, namespace }) {
    for (const rule of rulesOf(spec)) {
      const firsts = new Map<string, Field>()
      for (const route of routesOf(rule.field)) {
        const key = keyOf(route.get('destination'), namespace)
        if (key === null) continue
        const first = firsts.get(key)
        if (first === undefined) firsts.set(key, route)
        else yield hitFor(first, route)
      }
    }
  },
}

function keyOf(destination: Field, namespace: string): string | null {
  const host = destination.get('host').text()
  if (host === null || host === '') return null
  const subset = destination.get('subset').text() ?? ''
  const port = destination.get('port', 'number').number() ?? ''
  return `${fqdnOf(host, namespace)} ${subset} ${port}`
}

function hitFor(first: Field, again: Field): Hit {
  const host = again.get('destination', 'host').text() ?? ''
  const subset = again.get('destination', 'subset').text()
  const what = subset === null ? host : `subset ${subset} of ${host}`
  const weights = [first, again].map((route) => route.get('weight').number() ?? 0)
  const sum = weights.reduce((one, other) => one + other, 0)
  return {
    field: again.get('destination'),
    message: `This route already sends to ${what}; together they get ${weights.join(' + ')} = ${sum}`,
    values: { host, ...(subset === null ? {} : { subset }) },
    fix: {
      title: 'Put both into one',
      patch: [
        ...(sum === 0
          ? []
          : [{ op: 'add' as const, path: writePointer(first.get('weight').path), value: sum }]),
        { op: 'remove', path: writePointer(again.path) },
      ],
    },
  }
}
