import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'ui',
  base: './', // relative addresses, so that one build serves any --base-path
  plugins: [react()],
  worker: { format: 'es' },
  build: { outDir: '../dist/ui', emptyOutDir: true, manifest: true, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': 'http://127.0.0.1:20001' } },
})
