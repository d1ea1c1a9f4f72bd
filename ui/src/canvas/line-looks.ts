/** Dots of what is allowed and not done: lighter than the dashes of what stands still. */
export const silentDash: number[] = [0.5, 5]
