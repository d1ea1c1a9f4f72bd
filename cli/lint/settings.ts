import { existsSync, readFileSync } from 'node:fs'
import { load, YAMLException } from 'js-yaml'
import { severitySchema, type Finding } from '#contract/validations.ts'
import { z } from '#contract/setup.ts'
import { UsageError } from './usage-error.ts'

export const usualSettingsFile = 'alidade.yaml'

const ignoreSchema = z.strictObject({
  rule: z.string(),
  kind: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string().optional(),
  reason: z.string().min(1, 'say why'),
})

const settingsSchema = z.strictObject({
  severities: z.record(z.string(), z.union([severitySchema, z.literal('off')])).default({}),
  ignore: z.array(ignoreSchema).default([]),
})

export type LintSettings = z.infer<typeof settingsSchema>

const noSettings: LintSettings = { severities: {}, ignore: [] }

/** The settings in a file, or in `alidade.yaml` where there is one. Throws UsageError. */
export function readSettings(file: string | undefined): LintSettings {
  const path = file ?? usualSettingsFile
  if (file === undefined && !existsSync(path)) return noSettings
  const parsed = settingsSchema.safeParse(readYaml(path) ?? {})
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

function readYaml(path: string): unknown {
  try {
    return load(readFileSync(path, 'utf8'))
  } catch (error) {
    if (!(error instanceof YAMLException))
      throw new UsageError(`${path} cannot be read: check the path and its rights.`)
    throw new UsageError(`${path}, line ${(error.mark?.line ?? 0) + 1}: ${error.reason}`)
  }
}

/** The finding as the settings want it; null when its rule is switched off. */
export function settle(finding: Finding, settings: LintSettings): Finding | null {
  const severity = settings.severities[finding.rule]
  if (severity === 'off') return null
  const ignored = settings.ignore.find(
    ({ rule, kind, namespace, name }) =>
      rule === finding.rule &&
      (kind ?? finding.object.kind) === finding.object.kind &&
      (namespace ?? finding.object.namespace) === finding.object.namespace &&
      (name ?? finding.object.name) === finding.object.name,
  )
  return {
    ...finding,
    severity: severity ?? finding.severity,
    acknowledged: finding.acknowledged ?? ignored?.reason ?? null,
  }
}
