import { Button, FormSelect, FormSelectOption, Skeleton, TextInput } from '@patternfly/react-core'
import { useId, useMemo, useState, type ReactNode } from 'react'
import type { Graph, GraphNode } from '#contract/graph.ts'
import { useExplanation, type ExplainSubject } from '../../../../api/queries.ts'
import { t } from '../../../../i18n/t.ts'
import { nodeName, placeOf } from '../../names.ts'
import { askOf } from '../../url.ts'
import { ExplanationBody } from './Evidence.tsx'
import { usePanel } from './panel-context.ts'
import { Section } from './Section.tsx'

/** Asks about a call that is not in the picture: who is it that this node should call, or be called by? */
export function WhyNot({ node }: { node: GraphNode }): ReactNode {
  const { graph } = usePanel()
  const [isOpen, setIsOpen] = useState(false)
  if (!isOpen)
    return (
      <div className="al-section">
        <Button variant="link" size="sm" isInline onClick={() => setIsOpen(true)}>
          {t('Is a call missing here?')}
        </Button>
      </div>
    )
  return (
    <Section title={t('Is a call missing here?')}>
      <Question node={node} graph={graph} />
    </Section>
  )
}

const offeredAtMost = 500

function Question({ node, graph }: { node: GraphNode; graph: Graph }): ReactNode {
  const [direction, setDirection] = useState<'calls' | 'calledBy'>('calls')
  const [text, setText] = useState('')
  const [subject, setSubject] = useState<ExplainSubject | null>(null)
  const listId = useId()
  const idByName = useMemo(() => namesOf(graph, node.id), [graph, node.id])

  function ask(): void {
    const other = idByName.get(text.trim()) ?? text.trim()
    const [source, target] = direction === 'calls' ? [node.id, other] : [other, node.id]
    setSubject({ source, target })
  }

  return (
    <>
      <form
        className="al-why-not"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') ask()
        }}
      >
        <FormSelect
          aria-label={t('Direction of the call')}
          value={direction}
          onChange={(_, value) => setDirection(value === 'calls' ? 'calls' : 'calledBy')}
        >
          <FormSelectOption value="calls" label={t('It calls')} />
          <FormSelectOption value="calledBy" label={t('It is called by')} />
        </FormSelect>
        <TextInput
          aria-label={t('The other end')}
          placeholder={t('Name of a node')}
          list={listId}
          value={text}
          onChange={(_, value) => setText(value)}
        />
        <datalist id={listId}>
          {[...idByName.keys()].slice(0, offeredAtMost).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Button type="submit" variant="secondary" size="sm" isDisabled={text.trim() === ''}>
          {t('Why is it not here?')}
        </Button>
      </form>
      {subject !== null && <Answer subject={subject} />}
    </>
  )
}

/** `reviews v1 (bookinfo · east)` → its id, of all other nodes of the picture. */
function namesOf(graph: Graph, without: string): ReadonlyMap<string, string> {
  const others = graph.nodes.filter(({ id }) => id !== without)
  return new Map(
    others.map((node) => {
      const place = placeOf(node)
      return [place === '' ? nodeName(node) : `${nodeName(node)} (${place})`, node.id]
    }),
  )
}

function Answer({ subject }: { subject: ExplainSubject }): ReactNode {
  const { view } = usePanel()
  const { data, error } = useExplanation(askOf(view), subject)
  if (error !== null) return <p className="al-bad">{error.message}</p>
  if (data === undefined) return <Skeleton screenreaderText={t('Asking')} />
  return (
    <div role="status">
      {data.isDrawn && <p>{t('It is in the picture.')}</p>}
      <ExplanationBody explanation={data} />
    </div>
  )
}
