import { expect, it } from 'vitest'
import { createLog } from './log.ts'

it('writes no password, token or secret, wherever it stands', () => {
  const lines: string[] = []
  const log = createLog({ logLevel: 'info' }, { write: (line) => void lines.push(line) })
  const secrets = {
    password: 'planted',
    token: 'planted',
    accessToken: 'planted',
    refreshToken: 'planted',
    clientSecret: 'planted',
    deviceCode: 'planted',
    codeVerifier: 'planted',
    access_token: 'planted',
    refresh_token: 'planted',
    client_secret: 'planted',
  }
  log.info({ ...secrets, mailbox: 'seen' }, 'at the top')
  log.info({ login: secrets, mailbox: 'seen' }, 'within')
  log.info({ request: { body: secrets }, mailbox: 'seen' }, 'deeper')
  expect(lines).toHaveLength(3)
  expect(lines.every((line) => line.includes('seen'))).toBe(true)
  expect(lines.join('')).not.toContain('planted')
})
