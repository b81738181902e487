import { existsSync } from 'node:fs'
import { dovecotInstalled } from '@levee/mail/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { CORPORA, corpora } from '../corpora.ts'
import { kill } from '../kill.ts'

const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'
const unread = existsSync(CORPORA) ? '' : ' (skipped: there are no corpora)'

/** Small runs of the long checks, each of which says by the exit code whether all is well. */
// tried once: what is lost now and then is lost
describe.skipIf(missing)(`the real server and a real mail server${missing}`, { retry: 0 }, () => {
  afterEach(() => {
    process.exitCode = undefined
  })

  it('loses nothing and doubles nothing when it is killed in an import', async () => {
    await kill(['200', '1'])
    expect(process.exitCode).toBeUndefined()
  }, 240_000)

  it.skipIf(unread)(
    `gives back two messages of each corpus byte for byte${unread}`,
    async () => {
      await corpora(['', '2'])
      expect(process.exitCode).toBeUndefined()
    },
    240_000,
  )
})
