import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** The page waits for its language, and its script is fetched meanwhile. */
const preloadStart: Plugin = {
  name: 'preload-start',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) => {
      const chunks = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? [one] : []))
      const start = chunks.find(({ facadeModuleId }) =>
        facadeModuleId?.endsWith('/src/app/start.tsx'),
      )
      if (start === undefined) return []
      return [start.fileName, ...start.imports].map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
        injectTo: 'head' as const,
      }))
    },
  },
}

export default defineConfig({
  root: 'ui',
  base: './', // relative addresses, so that one build serves any --base-path
  plugins: [react(), preloadStart],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    manifest: true,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The language is opened before any module that holds words or formats is read, so that
            // what opens it is in a file of its own.
            {
              name: 'language',
              test: /[\\/]i18n[\\/](t|language)\.ts$|[\\/]i18next[\\/]/,
              priority: 1,
            },
            // What most routes share is one file: else each small part that two share is its own.
            { name: 'shared', minShareCount: 10 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:20001' } },
})
