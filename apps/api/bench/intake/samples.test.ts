import { dovecotInstalled } from '@levee/mail/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { kill } from '../kill.ts'

const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'

/** A small run of a long check, which says by the exit code whether all is well. */
// tried once: what is lost now and then is lost
describe.skipIf(missing)(`the real server and a real mail server${missing}`, { retry: 0 }, () => {
  afterEach(() => {
    process.exitCode = undefined
  })

  it('loses nothing and doubles nothing when it is killed in an import', async () => {
    await kill(['200', '1'])
    expect(process.exitCode).toBeUndefined()
  }, 240_000)
})
