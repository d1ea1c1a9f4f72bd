export type Choose = (below: number) => number

/** Whole numbers below what is asked for, the same for the same seed; cheap where 100,000 cases are made. */
export function chooseFrom(seed: number): Choose {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
