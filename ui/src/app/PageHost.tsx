import { Bullseye, Button, Spinner } from '@patternfly/react-core'
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { useLocation, useNavigate, useOutletContext, useParams } from 'react-router'
import { ErrorBoundary } from '../components/ErrorBoundary.tsx'
import { t } from '../i18n/t.ts'
import type { PageDefinition, PageProps } from './page.ts'
import { useTitle } from './use-title.ts'

const lazyPages = new Map<string, ComponentType<PageProps>>()

function lazyPageOf(page: PageDefinition): ComponentType<PageProps> {
  const known = lazyPages.get(page.id)
  if (known !== undefined) return known
  const made = lazy(() => page.load().then((component) => ({ default: component })))
  lazyPages.set(page.id, made)
  return made
}

/** Shows one page of the registry: loads it, and keeps its failure to itself. */
export function PageHost({ page }: { page: PageDefinition }): ReactNode {
  const props = useOutletContext<PageProps>()
  const Page = lazyPageOf(page)
  const parameters = useParams()
  const navigate = useNavigate()
  const { pathname, search, key } = useLocation()
  useTitle(page.titleOf?.(parameters, new URLSearchParams(search)) ?? page.title)
  return (
    <ErrorBoundary
      key={page.id}
      title={page.title}
      at={pathname + search}
      wayBack={
        // The first page of a visit has none before it.
        key !== 'default' && (
          <Button variant="link" onClick={() => void navigate(-1)}>
            {t('Back to where you were')}
          </Button>
        )
      }
    >
      <Suspense
        fallback={
          <Bullseye>
            <Spinner aria-label={t('Loading {{title}}', { title: page.title })} />
          </Bullseye>
        }
      >
        {/* eslint-disable-next-line react-hooks/static-components -- made once per page, kept above */}
        <Page {...props} />
      </Suspense>
    </ErrorBoundary>
  )
}
