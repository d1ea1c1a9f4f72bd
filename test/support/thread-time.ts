/**
 * What a run takes of this thread's own time, in µs: the mean of so many, after some that warm it
 * up. By the clock, whatever else the machine does would be counted too. Some machines count this
 * time by hundredths of a second: all runs together should take several of them.
 */
export function threadTimeOf(run: () => void, times: number): number {
  for (let at = 0; at < times / 4; at += 1) run()
  const begun = process.threadCpuUsage()
  for (let at = 0; at < times; at += 1) run()
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / times
}
