import type { Statement } from '#contract/config.ts'
import { Field } from '../seams/field.ts'
import type { KubeObject } from '../seams/kube-object.ts'

/**
 * What controllers say of an object in its status: conditions, those of each parent and listener,
 * and messages of an analysis that runs in the control plane.
 */
export function statementsOf(object: KubeObject): Statement[] {
  const status = new Field(object).get('status')
  return [
    ...conditionsOf(status, 'status'),
    ...status
      .get('parents')
      .items()
      .flatMap((parent) => conditionsOf(parent, sayParent(parent))),
    ...status
      .get('listeners')
      .items()
      .flatMap((listener) =>
        conditionsOf(listener, `listener ${listener.get('name').text() ?? ''}`),
      ),
    ...status
      .get('ancestors')
      .items()
      .flatMap((ancestor) => conditionsOf(ancestor, sayParent(ancestor, 'ancestorRef'))),
    ...status.get('validationMessages').items().map(messageOf),
  ]
}

function sayParent(parent: Field, ref = 'parentRef'): string {
  const name = parent.get(ref, 'name').text() ?? ''
  const section = parent.get(ref, 'sectionName').text()
  const controller = parent.get('controllerName').text()
  const place = section === null ? name : `${name}/${section}`
  return controller === null ? `parent ${place}` : `parent ${place}, by ${controller}`
}

function conditionsOf(holder: Field, by: string): Statement[] {
  return holder
    .get('conditions')
    .items()
    .map((condition) => ({
      by,
      type: condition.get('type').text() ?? '',
      status: condition.get('status').text() ?? '',
      reason: condition.get('reason').text() ?? '',
      message: condition.get('message').text() ?? '',
      at: timeOf(condition.get('lastTransitionTime')),
    }))
}

/** Levels are written as text, or by number in older releases. */
function messageOf(message: Field): Statement {
  const level = message.get('level')
  return {
    by: 'analysis of the control plane',
    type: message.get('type', 'code').text() ?? message.get('code').text() ?? '',
    status: level.text() ?? String(level.number() ?? ''),
    reason: message.get('type', 'name').text() ?? '',
    message: message.get('message').text() ?? message.get('documentationUrl').text() ?? '',
    at: null,
  }
}

function timeOf(field: Field): number | null {
  const at = Date.parse(field.text() ?? '')
  return Number.isNaN(at) ? null : at
}
