import type { ReactElement, ReactNode } from 'react'
import { Trans as LibraryTrans } from 'react-i18next'
import { filling, library, type ValuesOf } from './t.ts'

export interface TransProps<Text extends string> {
  /** The English sentence, its markup as tags: `Run <code>kubectl</code> again`. */
  readonly text: Text
  /** What stands for each tag. */
  readonly tags: Readonly<Record<string, ReactElement>>
  readonly values?: ValuesOf<Text>
}

/** A sentence with markup inside, in the language of the page: languages order words differently. */
export function Trans<const Text extends string>(props: TransProps<Text>): ReactNode {
  const { text, tags, values } = props
  return (
    <LibraryTrans
      i18n={library}
      i18nKey={text}
      components={tags}
      {...(values && { values, tOptions: filling(values) })}
    />
  )
}
