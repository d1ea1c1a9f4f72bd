/** The counter that `shopSamples` tells of. */
export const shopCounter = 'shop_requests_total'

/** Ten minutes of a counter with a few series, as OpenMetrics text. */
export function shopSamples(startSeconds: number): string {
  const lines = ['cart', 'orders', 'stock'].flatMap((workload, index) =>
    ['200', '503'].flatMap((code) => {
      const labels = `source_workload="web",destination_workload="${workload}",response_code="${code}",note="a \\"quoted\\" ü"`
      return Array.from(
        { length: 61 },
        (_, tick) =>
          `${shopCounter}{${labels}} ${tick * (index + 3) * (code === '200' ? 7 : 1)} ${startSeconds + tick * 10}`,
      )
    }),
  )
  return ['# TYPE shop_requests counter', ...lines, '# EOF', ''].join('\n')
}
