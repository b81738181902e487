import { describe, expect, it } from 'vitest'
import { SMTP_STAGES, type SmtpFault, startSmtpScript } from '../testing/index.ts'
import { sendMessage } from './send-message.ts'

const raw = Buffer.from(`Subject: A\r\n\r\n${'Bonjour.\r\n'.repeat(50)}`)

async function failureOf(fault: SmtpFault): Promise<{ uncertain: boolean; retryable: boolean }> {
  const server = await startSmtpScript({ faultOf: () => fault })
  const account = { host: '127.0.0.1', port: server.port, security: 'none' } as const
  const signedIn = { ...account, username: 'u', password: 'p' }
  const envelope = { from: 'a@x.example', to: ['b@x.example'] }
  try {
    await sendMessage(signedIn, envelope, raw, { allowPrivateNetwork: true })
    throw new Error('It was sent.')
  } catch (error) {
    return { uncertain: false, retryable: false, ...Object(error) }
  } finally {
    await server.stop()
  }
}

describe('a server that fails', () => {
  const handedOver = ['body', 'end', 'taken']

  it.each(SMTP_STAGES)('may have the mail only once it was handed over: cut at %s', async (at) => {
    const isUncertain = handedOver.includes(at)
    expect(await failureOf({ at, does: 'hangUp' })).toMatchObject({
      uncertain: isUncertain,
      retryable: !isUncertain,
    })
  })

  it.each(['sender', 'recipient', 'data', 'end'] as const)(
    'says for how long at %s',
    async (at) => {
      const later = { uncertain: false, retryable: true }
      expect(await failureOf({ at, does: 'refuse', code: 451 })).toMatchObject(later)
      expect(await failureOf({ at, does: 'refuse', code: 554 })).toMatchObject({
        ...later,
        retryable: false,
      })
    },
  )
})
