import type { TextPart } from '#contract/metadata.ts'

export const partWords = {
  labels: 'Labels',
  annotations: 'Annotations',
  podLabels: 'Labels of its pods',
  podAnnotations: 'Annotations of its pods',
} as const satisfies Record<TextPart, string>

/** What comes of a change beside the change itself; null: nothing. */
export const partEffects = {
  labels: null,
  annotations: null,
  podLabels: 'Its pods are made anew when these change.',
  podAnnotations: 'Its pods are made anew when these change.',
} as const satisfies Record<TextPart, string | null>
