import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { median, print } from './intake/print.ts'
import { runProduct } from './reading/running-product.ts'

const SETTLING = 15 // seconds: what the start needed is given back
const SAMPLES = 10 // one a second

/** The memory of the whole product as `npm start` runs it, set up, idle, without PostgreSQL. */
export async function idle(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'levee-bench-idle-'))
  const product = await runProduct({ LEVEE_DATA_DIR: dataDir })
  try {
    await setUp(product.url)
    await sleep(SETTLING * 1000)
    const samples: Memory[] = []
    for (let n = 0; n < SAMPLES; n++) {
      samples.push(await memoryOf(product.pid))
      await sleep(1000)
    }
    const processes = samples.at(-1)?.processes
    print('idle', 'rssMb', median(samples.map(({ rss }) => rss)), {
      unit: 'MB',
      goal: 300,
      processes,
    })
    print('idle', 'pssMb', median(samples.map(({ pss }) => pss)), { unit: 'MB' })
  } finally {
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function setUp(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      organisation: 'Bench',
      name: 'Bench',
      email: 'bench@bench.example',
      password: 'a long enough password',
    }),
  })
  if (answer.status !== 201) throw new Error(`Setting up was refused: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((value) => value.split(';', 1)[0])
    .join('; ')
  for (const path of ['/', '/api/v1/conversations?view=all', '/api/v1/counts'])
    await fetch(`${url}${path}`, { headers: { cookie } }).then((page) => page.text())
}

/** In MB; `pss` counts what processes share once. */
type Memory = { rss: number; pss: number; processes: Record<string, number> }

async function memoryOf(root: number): Promise<Memory> {
  const memory: Memory = { rss: 0, pss: 0, processes: {} }
  for (const { pid, command } of await descendants(root)) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '') // ended meanwhile
    const of = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024
    memory.rss += of('Rss')
    memory.pss += of('Pss')
    memory.processes[`${command} ${pid}`] = Math.round(of('Rss'))
  }
  return memory
}

/** The processes that a process started, and itself; PostgreSQL's are left out. */
async function descendants(root: number): Promise<{ pid: number; command: string }[]> {
  const stats = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')),
  )
  const all = stats.flatMap((stat) => {
    const [, pid, command = '', parent] = /^(\d+) \((.*)\) \S (\d+)/s.exec(stat) ?? []
    return pid ? [{ pid: Number(pid), command, parent: Number(parent) }] : []
  })
  const found = all.filter(({ pid }) => pid === root)
  for (const { pid } of found)
    found.push(
      ...all.filter(({ parent, command }) => parent === pid && !command.startsWith('postgres')),
    )
  return found
}
