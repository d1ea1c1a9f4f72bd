import { formatDecimal } from './decimal.ts'

const steps = ['', 'k', 'M', 'G', 'T'] as const

/** Three figures that count: 0.004 → `<0.01`, 1234.5 → `1.23k`. */
export function formatAmount(amount: number): string {
  if (amount === 0) return '0'
  if (amount < 0.01) return `<${formatDecimal(0.01, 2)}`
  if (amount < 1) return formatDecimal(amount, 2)
  let scaled = amount
  let step = 0
  while (scaled >= 999.5 && step < steps.length - 1) {
    scaled /= 1000
    step += 1
  }
  const digits = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0
  return formatDecimal(scaled, digits, 0) + (steps[step] ?? '')
}

export function formatRps(requestsPerSecond: number): string {
  return `${formatAmount(requestsPerSecond)} rps`
}

export function formatMessages(messagesPerSecond: number): string {
  return `${formatAmount(messagesPerSecond)} msg/s`
}
