import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** `npm run bench -- NAME [ARGUMENTS]`: each file beside this one is a benchmark, exported under its name. */
const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'bench.ts')
  .map((entry) => entry.name.slice(0, -'.ts'.length))
  .filter((name) => !name.includes('.'))

const [name = '', ...args] = process.argv.slice(2)
if (names.includes(name)) {
  const module: Record<string, unknown> = await import(join(import.meta.dirname, `${name}.ts`))
  const run = module[name]
  if (typeof run !== 'function') throw new Error(`${name}.ts exports no function "${name}".`)
  await run(args)
} else {
  process.stderr.write(
    `Usage: npm run bench -- NAME\nNAME is one of ${names.toSorted().join(', ')}.\n`,
  )
  process.exitCode = 2
}
