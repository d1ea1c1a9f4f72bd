import { writePointer, type Field } from '../../../../seams/field.ts'
import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import { isAmbientNamespace } from '../../lookup/ambient.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { destinationRuleKind, serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'

const annotation = 'networking.istio.io/exportTo'
const special = new Set(['.', '*', '~'])

/** Shown to a namespace that is not there. */
export const exportToUnknown: Rule = {
  id: 'MC103',
  aka: ['KIA0005'],
  severity: 'error',
  title: 'Exported to a namespace that is not there',
  cause: 'exportTo names a namespace that the cluster does not have.',
  effect:
    'Proxies of the namespace that was meant do not see the object; they behave as if it did not exist.',
  repair: 'Name an existing namespace, `.` for its own, or `*` for all.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  differs: 'The annotation of a Service is read as well as the field of the others.',
  kinds: [virtualServiceKind, destinationRuleKind, serviceEntryKind, 'Service'],
  needs: ['Namespace'],
  check: (subject, view) => {
    // Ambient proxies do not look at exportTo.
    if (isAmbientNamespace(view, subject.namespace)) return []
    return subject.kind === 'Service' ? ofService(subject, view) : ofList(subject, view)
  },
}

function* ofList({ spec }: Subject, view: View): Iterable<Hit> {
  for (const field of spec.get('exportTo').items()) {
    const name = field.text()
    if (name === null || isKnown(view, name)) continue
    const near = nearestTo(name, namespaces(view))
    yield {
      ...wordsFor(field, name, near),
      ...(near === null
        ? {}
        : {
            fix: {
              title: `Export to ${near}`,
              patch: [{ op: 'replace', path: writePointer(field.path), value: near }],
            },
          }),
    }
  }
}

/** Services say it in an annotation: names parted by commas. */
function* ofService({ root }: Subject, view: View): Iterable<Hit> {
  const field = root.get('metadata', 'annotations', annotation)
  for (const part of (field.text() ?? '').split(',')) {
    const name = part.trim()
    if (name === '' || isKnown(view, name)) continue
    yield wordsFor(field, name, nearestTo(name, namespaces(view)))
  }
}

function wordsFor(field: Field, name: string, near: string | null): Hit {
  const hint = near === null ? '' : `; did you mean ${near}?`
  return {
    field,
    message: `There is no namespace ${name} to export to${hint}`,
    values: { namespace: name },
  }
}

function isKnown(view: View, name: string): boolean {
  return special.has(name) || view.get('Namespace', '', name) !== null
}

const namespaces = (view: View): string[] =>
  view.all('Namespace').map(({ metadata }) => metadata.name)
