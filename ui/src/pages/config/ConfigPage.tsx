import type { ReactNode } from 'react'
import './config.css'
import { ListView } from './parts/ListView.tsx'
import { ObjectView } from './parts/ObjectView.tsx'
import { useView } from './use-view.ts'

/** The configuration and what is wrong with it: a list, or one object of it. */
export function ConfigPage(): ReactNode {
  const address = useView()
  const { object } = address.view
  if (object === null) return <ListView address={address} />
  return <ObjectView key={Object.values(object).join('/')} object={object} address={address} />
}
