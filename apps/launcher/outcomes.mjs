/**
 * What a suite came to. `reason`: why it did not run. `notes`: a line for each test that failed, or
 * that passed only when tried again.
 * @typedef {{ passed: number, failed: number, skipped: number, reason?: string, notes?: string[] }} Outcome
 */

/** @typedef {{ fullName: string, status: string, failureMessages: string[] }} VitestTest */
/** @typedef {{ name: string, status: string, message: string, assertionResults: VitestTest[] }} VitestFile */

/**
 * What vitest's JSON report says. A file that cannot be loaded has failed, and so has a run that ended
 * badly, whatever it counted.
 * @param {Record<string, any> | undefined} report
 * @param {number} code the runner's exit code
 * @returns {Outcome}
 */
export function vitestOutcome(report, code) {
  /** @type {VitestFile[]} */
  const files = report?.['testResults'] ?? []
  const unloaded = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = (report?.['numFailedTests'] ?? 0) + unloaded.length
  return {
    passed: report?.['numPassedTests'] ?? 0,
    failed: code === 0 ? failed : Math.max(failed, 1),
    skipped: (report?.['numPendingTests'] ?? 0) + (report?.['numTodoTests'] ?? 0),
    notes: [
      ...unloaded.map(({ name, message }) => note('Failed', name, message)),
      ...files.flatMap(({ assertionResults }) => assertionResults.flatMap(vitestNote)),
    ],
  }
}

/** @param {VitestTest} test */
function vitestNote({ fullName, status, failureMessages: [message] }) {
  if (message === undefined || status === 'skipped') return []
  return [note(status === 'failed' ? 'Failed' : 'Passed when tried again', fullName, message)]
}

/** @typedef {{ title: string, tests: { status: string, results: { error?: { message?: string } }[] }[] }} Spec */
/** @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite */

/**
 * What Playwright's JSON report says; a test that passed only when tried again has passed.
 * @param {Record<string, any> | undefined} report
 * @param {number} code the runner's exit code
 * @returns {Outcome}
 */
export function playwrightOutcome(report, code) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.['stats'] ?? {}
  return {
    passed: expected + flaky,
    failed: code === 0 ? unexpected : Math.max(unexpected, 1),
    skipped,
    notes: playwrightNotes(report ?? {}),
  }
}

/**
 * @param {Suite} suite
 * @returns {string[]}
 */
function playwrightNotes({ specs = [], suites = [] }) {
  const own = specs.flatMap(({ title, tests }) =>
    tests.flatMap(({ status, results }) => {
      const message = results.find(({ error }) => error)?.error?.message ?? ''
      if (status === 'unexpected') return [note('Failed', title, message)]
      return status === 'flaky' ? [note('Passed when tried again', title, message)] : []
    }),
  )
  return [...own, ...suites.flatMap(playwrightNotes)]
}

/**
 * @param {string} what
 * @param {string} name
 * @param {string} message
 */
function note(what, name, message) {
  return `${what}: ${name}\n    ${message.trim().split('\n').slice(0, 6).join('\n    ')}`
}
