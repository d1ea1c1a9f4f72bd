/**
 * What a run takes of this thread's own time, in µs: the median of so many runs. By the clock,
 * whatever else the machine does would be counted too, and the fastest run of some is luck.
 */
export function threadTimeOf(run: () => void, times: number): number {
  const took = Array.from({ length: times }, () => {
    const begun = process.threadCpuUsage()
    run()
    const { user, system } = process.threadCpuUsage(begun)
    return user + system
  })
  return took.sort((one, other) => one - other)[Math.floor(times / 2)] ?? NaN
}
