/** A stop of a tour through a page. */
export interface TourStep {
  readonly title: string
  readonly text: string
  /** What it is about, as a selector; a step whose thing is not on the page is left out. */
  readonly at: string
}

export interface KeyLine {
  /** As they stand on the keyboard; several are pressed together only where `joined` says so. */
  readonly keys: readonly string[]
  readonly does: string
}

export interface KeyGroup {
  readonly title: string
  readonly lines: readonly KeyLine[]
}
