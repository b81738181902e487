import type { Problem } from '@levee/contract'

/** A refusal or a failure of the server (RFC 9457), or of the way to it (`code: 'unreachable'`). */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options)
    this.name = 'ProblemError'
    this.problem = problem
  }

  get status(): number {
    return this.problem.status
  }

  get code(): string {
    return this.problem.code
  }

  /** The message for one field of what was sent, by its path (`/password`, `/incoming/host`). */
  messageFor(path: string): string | undefined {
    return this.problem.errors?.find((error) => error.path === path)?.message
  }
}

export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ProblemError && error.status === status
}
