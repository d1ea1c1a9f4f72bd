import type { LogLine } from '#contract/logs.ts'
import type { AccessReader } from '../seams/mesh-logs.ts'
import type { RawLine } from './raw-line.ts'
import { readSeverity, severityOfAccess } from './severity.ts'
import { readTraceIds } from './trace-ids.ts'

/** A line with all that its text says. */
export function describeLine(line: RawLine, readAccess: AccessReader): LogLine {
  const { source, at, nanos, text, cutBytes } = line
  const record = cutBytes > 0 ? null : readAccess(text)
  const ids = readTraceIds(text)
  return {
    ...{ source, at, nanos, text, cutBytes },
    severity: record === null ? readSeverity(text) : severityOfAccess(record.summary),
    access: record?.summary ?? null,
    requestId: record?.requestId ?? ids.requestId,
    traceId: ids.traceId,
  }
}

/** Its severity alone. */
export function severityOf(text: string, readAccess: AccessReader): LogLine['severity'] {
  const record = readAccess(text)
  return record === null ? readSeverity(text) : severityOfAccess(record.summary)
}
