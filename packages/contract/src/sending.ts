import { type Static, Type } from 'typebox'
import { OneOf } from './values.ts'

export const MessageState = OneOf([
  'received',
  'quarantined',
  'awaitingApproval',
  'queued',
  'sending',
  'sent',
  'failed',
  'bounced',
  'cancelled',
])
export type MessageState = Static<typeof MessageState>

/** How a reply leaves, or did. */
export type Sending = {
  sendAt: string
  /** Somebody chose when it leaves. */
  scheduled: boolean
  cancelIfAnswered: boolean
  /** It failed, and nobody knows whether it was sent. */
  isUncertain: boolean
  approvedBy: string | null
  /** Who may let it leave: nobody needs to, managers, or those chosen. */
  approval: 'none' | 'managers' | 'chosen'
  approverIds: string[]
}

export const NullableSending = Type.Unsafe<Sending | null>({
  type: ['object', 'null'],
  properties: {
    sendAt: { type: 'string', format: 'date-time' },
    scheduled: { type: 'boolean' },
    cancelIfAnswered: { type: 'boolean' },
    isUncertain: { type: 'boolean' },
    approvedBy: { type: ['string', 'null'], format: 'uuid' },
    approval: { type: 'string', enum: ['none', 'managers', 'chosen'] },
    approverIds: { type: 'array', items: { type: 'string', format: 'uuid' } },
  },
})
