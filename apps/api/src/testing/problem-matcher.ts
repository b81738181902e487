import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'

declare module 'vitest' {
  // the type parameters must be those of vitest's own declaration
  // oxlint-disable-next-line no-unused-vars
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** Whether an answer refuses with this status and code, as RFC 9457 has it. */
    toBeProblem(status: number, code: string): R
  }
}

expect.extend({
  toBeProblem(answer: LightMyRequestResponse, status: number, code: string) {
    const type = String(answer.headers['content-type'])
    const body: unknown = type.startsWith('application/problem+json') ? answer.json() : {}
    const got = { type, status: answer.statusCode, body }
    const pass =
      answer.statusCode === status &&
      this.equals(body, expect.objectContaining({ status, code, title: expect.any(String) }))
    return {
      pass,
      actual: got,
      expected: { status, code },
      message: () =>
        `expected ${this.isNot ? 'anything but ' : ''}problem ${status} ${code}, got ${answer.statusCode} ${answer.body.slice(0, 500)}`,
    }
  },
})
