import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const LIST = `
  import { registerHooks } from 'node:module'
  const loaded = []
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
  await import(process.argv[1])
  console.log(loaded.join('\\n'))
  process.exit()`

it('loads what reading needs alone, so that the first mail does not wait for more', async () => {
  const worker = new URL('./reader-worker.ts', import.meta.url).href
  const args = ['--input-type=module', '--eval', LIST, worker]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const ours = stdout.split('\n').filter((url) => !url.includes('/node_modules/'))
  expect(ours.some((url) => url.endsWith('/mime/read-message.ts'))).toBe(true)
  expect(ours.filter((url) => url.endsWith('/src/index.ts'))).toEqual([])
  expect(ours.filter((url) => url.includes('/cleaned-html.ts'))).toEqual([])
})
