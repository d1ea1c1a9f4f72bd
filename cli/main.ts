#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Some hundred files are read at the start: from the second run on they need not be compiled again.
enableCompileCache()
await import('./program.ts')
