import { LockIcon } from '@patternfly/react-icons/dist/esm/icons/lock-icon'
import { LockOpenIcon } from '@patternfly/react-icons/dist/esm/icons/lock-open-icon'
import { UnlockAltIcon } from '@patternfly/react-icons/dist/esm/icons/unlock-alt-icon'
import type { ComponentType, ReactNode } from 'react'
import { Link } from 'react-router'
import type { MeshMtls, MeshState } from '#contract/mesh.ts'
import { useContextSearch } from '../components/context-search.ts'
import { meshMtlsWords } from '../components/part-words.ts'
import { t } from '../i18n/t.ts'

const icons = {
  enabled: LockIcon,
  partial: UnlockAltIcon,
  disabled: LockOpenIcon,
} as const satisfies Record<MeshMtls['state'], ComponentType>

/** Whether the mesh as a whole encrypts; nothing where that is not known, or not for this viewer. */
export function MeshBadge({ state }: { readonly state: MeshState | null }): ReactNode {
  const search = useContextSearch()
  const mtls = state?.meshes.find((mesh) => mesh.mtls !== null)?.mtls ?? null
  if (mtls === null) return null
  const Icon = icons[mtls.state]
  const { short, long } = meshMtlsWords[mtls.state]
  return (
    <Link
      to={{ pathname: '/mesh', search }}
      className="al-mesh-badge"
      data-state={mtls.state}
      title={long}
      aria-label={t('{{state}}: {{words}}', { state: short, words: long })}
    >
      <Icon />
    </Link>
  )
}
