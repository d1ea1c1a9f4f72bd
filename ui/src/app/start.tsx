import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Access } from '../api/access.ts'
import { createClient } from '../api/client.ts'
import { App } from './App.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')

const client = createClient({
  fetch: (input, init) => fetch(input, init),
  access: new Access(sessionStorage),
  baseUri: document.baseURI,
})

createRoot(root).render(
  <StrictMode>
    <App client={client} basePath={new URL(document.baseURI).pathname} />
  </StrictMode>,
)
