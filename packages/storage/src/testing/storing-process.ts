import { openBlobStore } from '../blob-store.ts'
import { batch } from './batch.ts'

// A process that stores so many batches in a directory, and says after each that it is stored.

const [directory = '', key = '', count = ''] = process.argv.slice(2)
const store = openBlobStore({ directory, key: Buffer.from(key, 'hex') })
for (let n = 0; n < Number(count); n++) {
  await store.putAll(batch(n))
  process.stdout.write(`${n}\n`)
}
