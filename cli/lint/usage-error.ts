/** What the person who called can mend: a wrong option, a file that is not there. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
