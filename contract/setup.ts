import { z } from 'zod'

// zod compiles parsers with `new Function` where it may; our content security policy forbids that
// in the browser, and probing for it already counts as a violation there.
z.config({ jitless: true })

export { z }
