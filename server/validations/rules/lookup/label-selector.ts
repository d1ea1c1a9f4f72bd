import type { Field } from '../../../seams/field.ts'

type Labels = Readonly<Record<string, string>>

/**
 * Whether labels fit a LabelSelector of Kubernetes; an empty one fits everything. An operator that
 * Kubernetes does not know fits nothing.
 */
export function fitsSelector(selector: Field, labels: Labels): boolean {
  const wanted = Object.entries(selector.get('matchLabels').labels())
  return (
    wanted.every(([name, value]) => labels[name] === value) &&
    selector
      .get('matchExpressions')
      .items()
      .every((one) => fitsExpression(one, labels))
  )
}

function fitsExpression(expression: Field, labels: Labels): boolean {
  const name = expression.get('key').text() ?? ''
  const values = expression.get('values').texts()
  const value = labels[name]
  switch (expression.get('operator').text()) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}
