import {
  Button,
  Card,
  CardBody,
  CardTitle,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextArea,
} from '@patternfly/react-core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useClient } from '../api/client-context.ts'
import { Trans } from '../i18n/Trans.tsx'
import { t } from '../i18n/t.ts'
import { useAccess } from './use-access.ts'
import { useTitle } from './use-title.ts'

/** Asks for a bearer token. What the server said about the last one stands above it. */
export function SignIn(): ReactNode {
  const { access } = useClient()
  const { refusal, token: refusedToken } = useAccess()
  const queryClient = useQueryClient()
  useTitle(t('Sign in'))
  const [text, setText] = useState('')
  const token = text.trim().replace(/^Bearer\s+/i, '')

  function signIn(): void {
    access.signIn(token)
    void queryClient.resetQueries()
  }

  return (
    <div className="al-sign-in">
      <Card>
        <CardTitle component="h1">{t('Sign in')}</CardTitle>
        <CardBody>
          <Form
            onSubmit={(event) => {
              event.preventDefault()
              if (token !== '') signIn()
            }}
          >
            <FormGroup label={t('Kubernetes bearer token')} fieldId="token">
              <TextArea
                id="token"
                rows={4}
                value={text}
                onChange={(_, value) => setText(value)}
                // A token is one line, however many it fills.
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return
                  event.preventDefault()
                  event.currentTarget.form?.requestSubmit()
                }}
                validated={refusedToken === null ? 'default' : 'error'}
                spellCheck={false}
                autoComplete="off"
                autoFocus
                className="al-token"
              />
              <FormHelperText>
                <HelperText>
                  <HelperTextItem variant={refusedToken === null ? 'default' : 'error'}>
                    {refusal}
                  </HelperTextItem>
                  <HelperTextItem>
                    <Trans
                      text="For one: <code>kubectl create token NAME</code>. It stays in this tab and is sent to this console alone. You will see what this token may see."
                      tags={{ code: <code /> }}
                    />
                  </HelperTextItem>
                </HelperText>
              </FormHelperText>
            </FormGroup>
            <Button type="submit" isDisabled={token === ''} isBlock>
              {t('Sign in')}
            </Button>
          </Form>
        </CardBody>
      </Card>
    </div>
  )
}
