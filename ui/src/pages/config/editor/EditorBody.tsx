import { useMemo, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { ConfigRights, LiveText, Right } from '#contract/writes.ts'
import { LeaveGuard } from '../../../components/LeaveGuard.tsx'
import { t } from '../../../i18n/t.ts'
import type { ViewInAddress } from '../use-view.ts'
import { Conflict } from './Conflict.tsx'
import { EditorActions } from './EditorActions.tsx'
import { marksOf } from './marks.ts'
import { Notices } from './Notices.tsx'
import { Outcome } from './Outcome.tsx'
import type { SchemaIndex } from './schema-index.ts'
import { useDraftCheck } from './use-draft-check.ts'
import { useEditing, type Editing } from './use-editing.ts'
import { Verdict } from './Verdict.tsx'
import { YamlEditor, type Wish } from './YamlEditor.tsx'

export interface EditorBodyProps {
  readonly begin: LiveText
  readonly isNew: boolean
  readonly rights: ConfigRights
  readonly user: string | null
  readonly schema: SchemaIndex | null
  readonly address: ViewInAddress
}

/** One object as text to be changed, judged while it is typed, compared, tried out and saved. */
export function EditorBody(props: EditorBodyProps): ReactNode {
  const { begin, rights, schema, address } = props
  const editing = useEditing(props)
  const { text, base, draft, isChanged, offered } = editing
  const checked = useDraftCheck(draft)
  const [wish, setWish] = useState<Wish | null>(null)
  const [isComparing, setIsComparing] = useState(false)
  const right = rightFor(rights, draft.replaces === null ? 'create' : 'update')
  const isReadOnly = !right.isAllowed || offered !== null
  const outcome = editing.sent?.outcome ?? null
  const marks = useMemo(() => marksOf(checked.check, outcome), [checked.check, outcome])
  const { kind, name } = begin.object
  const save = (isAware: boolean): void => {
    if (!isReadOnly && isChanged) editing.send({ isDryRun: false, isAware })
  }
  const goTo = (line: number): void => setWish({ line })
  return (
    <div className="al-editor" data-checked={checked.of === text}>
      <Head
        begin={begin}
        isNew={draft.replaces === null}
        isChanged={isChanged}
        backTo={address.linkTo(
          draft.replaces === null ? { task: null, object: null } : { task: null },
        )}
      >
        <EditorActions
          editing={editing}
          isReadOnly={isReadOnly}
          isComparing={isComparing}
          patch={checked.check?.patch ?? null}
          fileName={`${name}.${kind.toLowerCase()}`}
          onCompare={() => setIsComparing(!isComparing)}
          onSave={() => save(false)}
        />
      </Head>
      <Notices owners={begin.owners} whyNot={right.whyNot} editing={editing} />
      <End
        editing={editing}
        onAnyway={() => save(true)}
        onGoTo={goTo}
        onMerged={() => setIsComparing(true)}
      />
      <div className="al-editor-columns">
        <YamlEditor
          text={text}
          label={t('{{kind}} {{name}} as YAML, to be edited', { kind, name })}
          isReadOnly={isReadOnly}
          marks={marks}
          schema={schema}
          against={isComparing ? base : null}
          wish={wish}
          onChange={editing.change}
          onSave={() => save(false)}
        />
        <Verdict
          checked={checked}
          isCurrent={checked.of === text}
          onGoTo={goTo}
          onRepair={isReadOnly ? null : editing.change}
        />
      </div>
      <LeaveGuard isChanged={isChanged && offered === null}>
        {t('Your draft is kept in this browser, and offered when you come back to this object.')}
      </LeaveGuard>
    </div>
  )
}

const noRight = { isAllowed: false, whyNot: null }

function rightFor(rights: ConfigRights, verb: Right['verb']): Pick<Right, 'isAllowed' | 'whyNot'> {
  return rights.rights.find((one) => one.verb === verb) ?? noRight
}

interface HeadProps {
  readonly begin: LiveText
  readonly isNew: boolean
  readonly isChanged: boolean
  readonly backTo: string
  readonly children: ReactNode
}

function Head({ begin, isNew, isChanged, backTo, children }: HeadProps): ReactNode {
  const { kind, name } = begin.object
  return (
    <header className="al-config-head">
      <h1>
        <span className="al-quiet">
          {isNew ? t('New {{kind}}', { kind }) : t('Edit {{kind}}', { kind })}
        </span>{' '}
        {name}
        {isChanged && <span title={t('Not saved')}> *</span>}
      </h1>
      <Link to={backTo}>{isNew ? t('Back to the list') : t('Back to the object')}</Link>
      {children}
    </header>
  )
}

interface EndProps {
  readonly editing: Editing
  readonly onAnyway: () => void
  readonly onGoTo: (line: number) => void
  readonly onMerged: () => void
}

/** How the last save or dry run ended. */
function End({ editing, onAnyway, onGoTo, onMerged }: EndProps): ReactNode {
  const { sent, base, text } = editing
  if (sent === null) return null
  const { outcome } = sent
  if (outcome?.kind !== 'conflict')
    return <Outcome sent={sent} onAnyway={onAnyway} onGoTo={onGoTo} />
  const goOn = (next: string): void => {
    editing.goOn(next, { base: outcome.theirs, resourceVersion: outcome.resourceVersion })
    onMerged()
  }
  return <Conflict outcome={outcome} base={base} mine={text} onGoOn={goOn} />
}
