import { startSmtpCatcher } from '@levee/mail/testing'
import { afterAll } from 'vitest'
import { testApp, type TestUser } from '../../../testing/harness.ts'
import { aLetter, aSendingMailbox, received } from '../../../testing/replying.ts'

/** An office that sends: two people of a mailbox, one of them a manager; called at the top of a test file. */
export async function outboxDesk() {
  const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
  const catcher = await startSmtpCatcher()
  afterAll(() => catcher.stop())
  const claire = await app.aUser({ name: 'Claire Aubry' })
  const yann = await app.aUser({ name: 'Yann Le Goff', role: 'manager' })
  const aBox = () => aSendingMailbox(app, { members: [claire, yann], catcher })
  const mailbox = await aBox()
  return {
    app,
    catcher,
    claire,
    yann,
    mailbox,
    aBox,
    /** A reply to a letter, whose Message-ID is `letter`. */
    aReply: async (more: object = {}, { id: boxId } = mailbox, writer = claire) => {
      const letter = `${crypto.randomUUID()}@morvan.example`
      const { id, revision } = await received(app, boxId, aLetter({ id: letter }))
      const body = { revision, text: 'Demain.', ...more }
      const answer = await app.as(writer).post(`/api/v1/conversations/${id}/replies`, body)
      const { messageId, state } = answer.json<{ messageId: string; state: string }>()
      return { conversationId: id, messageId, state, letter }
    },
    conversation: async (id: string) =>
      (await app.as(claire).get(`/api/v1/conversations/${id}`)).json(),
    message: async (id: string) => (await app.as(claire).get(`/api/v1/messages/${id}`)).json(),
    group: async (name: string, who: TestUser = claire) => {
      const answer = await app.as(who).get(`/api/v1/outbox?group=${name}&limit=200`)
      return answer.json<{ items: { messageId: string; mayApprove: boolean }[] }>().items
    },
    /** The kinds of what somebody was told of a conversation. */
    told: async (who: TestUser, conversationId: string): Promise<string[]> => {
      const { items } = (await app.as(who).get('/api/v1/notifications')).json()
      return items
        .filter((each: { conversationId: string }) => each.conversationId === conversationId)
        .map(({ kind }: { kind: string }) => kind)
    },
  }
}
