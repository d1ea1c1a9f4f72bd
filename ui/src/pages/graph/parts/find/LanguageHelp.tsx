import { Button, Modal, ModalBody, ModalHeader, ModalVariant } from '@patternfly/react-core'
import { Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { Operand } from '#contract/graph-language/operands.ts'
import { t, translate } from '../../../../i18n/t.ts'
import { examples, notes, operandsOf, operatorLines, valueWords } from './help-texts.ts'

export interface LanguageHelpProps {
  /** Puts an example into the field that finds. */
  readonly onTry: (expression: string) => void
  readonly onClose: () => void
}

/** The whole language, to read and to click. */
export function LanguageHelp({ onTry, onClose }: LanguageHelpProps): ReactNode {
  const [tab, setTab] = useState<string | number>('examples')
  return (
    <Modal
      isOpen
      variant={ModalVariant.medium}
      aria-labelledby="al-language-title"
      onClose={onClose}
      className="al-language"
    >
      <ModalHeader title={t('Find and hide')} labelId="al-language-title" />
      <ModalBody>
        <Tabs activeKey={tab} onSelect={(_, key) => setTab(key)} aria-label={t('Find and hide')}>
          <Tab eventKey="examples" title={<TabTitleText>{t('Examples')}</TabTitleText>}>
            <Examples onTry={onTry} />
          </Tab>
          <Tab eventKey="nodes" title={<TabTitleText>{t('Nodes')}</TabTitleText>}>
            <Operands caption={t('Criteria of nodes')} operands={operandsOf('node')} />
          </Tab>
          <Tab eventKey="edges" title={<TabTitleText>{t('Edges')}</TabTitleText>}>
            <Operands caption={t('Criteria of edges')} operands={operandsOf('edge')} />
          </Tab>
          <Tab eventKey="operators" title={<TabTitleText>{t('Operators')}</TabTitleText>}>
            <dl className="al-language-list">
              {operatorLines.map(({ signs, meaning }) => (
                <div key={signs}>
                  <dt>
                    <code>{signs}</code>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </Tab>
          <Tab eventKey="notes" title={<TabTitleText>{t('Usage notes')}</TabTitleText>}>
            <ul className="al-language-notes">
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </Tab>
        </Tabs>
      </ModalBody>
    </Modal>
  )
}

function Examples({ onTry }: Pick<LanguageHelpProps, 'onTry'>): ReactNode {
  return (
    <dl className="al-language-list">
      {examples.map(({ expression, meaning }) => (
        <div key={expression}>
          <dt>
            <Button variant="link" isInline onClick={() => onTry(expression)}>
              <code>{expression}</code>
            </Button>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}

function Operands(props: { caption: string; operands: readonly Operand[] }): ReactNode {
  return (
    <table className="al-language-table">
      <caption className="pf-v6-screen-reader">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Name')}</th>
          <th scope="col">{t('Meaning')}</th>
          <th scope="col">{t('Compared with')}</th>
        </tr>
      </thead>
      <tbody>
        {props.operands.map((operand) => (
          <tr key={operand.name}>
            <th scope="row">
              <code>{[operand.name, ...operand.aliases].join(', ')}</code>
            </th>
            <td>{translate(operand.meaning)}</td>
            <td className="al-quiet">{valueWords(operand)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
