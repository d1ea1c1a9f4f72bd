import { z } from 'zod'

// zod compiles parsers with `new Function` where it may. Our content security policy forbids that
// in the browser, and probing for it already counts as a violation there; the server has none.
z.config({ jitless: !('process' in globalThis) })

export { z }
