import { config } from 'zod'

// The content security policy forbids code from strings, which zod's compiled parsers would try. Imported first.
config({ jitless: true })
