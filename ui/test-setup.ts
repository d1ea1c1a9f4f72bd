import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// Found things end the wait; the usual second is short on a machine that is busy.
configure({ asyncUtilTimeout: 10_000 })

afterEach(cleanup)
