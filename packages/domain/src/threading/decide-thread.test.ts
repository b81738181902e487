import { describe, expect, it } from 'vitest'
import { decideThread } from './decide-thread.ts'
import { circleOf, createThreadIndex, type ThreadedMessage } from './thread-index.ts'

const CONTACT = 'contact@mairie.example'

function aMessage(more: Partial<ThreadedMessage>): ThreadedMessage {
  return {
    internetMessageId: null,
    inReplyTo: [],
    references: [],
    returned: [],
    named: new Map(),
    sender: 'anne@x.example',
    recipients: [CONTACT],
    lists: [],
    isOurs: false,
    ...more,
  }
}

/** Files messages one after the other; answers each one's conversation, named by who started it. */
function file(messages: ThreadedMessage[]): string[] {
  const index = createThreadIndex([], new Map())
  const filed = messages.map((message, place) => {
    const decision = decideThread(message, index)
    const conversationId = decision.conversationId ?? `c${place}`
    for (const other of decision.alsoJoins) index.merge(other, conversationId)
    index.add(
      {
        conversationId,
        internetMessageId: message.internetMessageId,
        cites: [...message.inReplyTo, ...message.references, ...message.returned],
        sender: message.sender,
        isOutgoing: message.isOurs,
      },
      { ...circleOf(message), claims: decision.claims },
    )
    return conversationId
  })
  return filed.map((id) => index.resolve(id))
}

/** Which messages ended up together, whatever the order in which they arrived. */
function partition(messages: ThreadedMessage[]): string {
  const groups = Map.groupBy(file(messages).entries(), ([, conversation]) => conversation)
  const names = [...groups.values()].map((group) =>
    group
      .map(([place]) => messages[place]?.internetMessageId ?? '')
      .toSorted()
      .join(' '),
  )
  return names.toSorted((a, b) => a.localeCompare(b)).join(' | ')
}

function everyOrder<T>(list: T[]): T[][] {
  if (list.length < 2) return [list]
  return list.flatMap((first, place) =>
    everyOrder(list.toSpliced(place, 1)).map((rest) => [first, ...rest]),
  )
}

const CASES: [name: string, messages: ThreadedMessage[], expected: string][] = [
  [
    'an answer joins what it answers',
    [
      aMessage({ internetMessageId: 'm1' }),
      aMessage({ internetMessageId: 'm2', inReplyTo: ['m1'] }),
    ],
    'm1 m2',
  ],
  [
    'answers to a mail that never came are together',
    [
      aMessage({ internetMessageId: 'm2', references: ['m0', 'm1'] }),
      aMessage({ internetMessageId: 'm3', references: ['m0'] }),
    ],
    'm2 m3',
  ],
  [
    'a chain of In-Reply-To alone is one conversation',
    [
      aMessage({ internetMessageId: 'm1' }),
      aMessage({ internetMessageId: 'm2', inReplyTo: ['m1'] }),
      aMessage({ internetMessageId: 'm3', inReplyTo: ['m2'] }),
      aMessage({ internetMessageId: 'm4', inReplyTo: ['m3'] }),
    ],
    'm1 m2 m3 m4',
  ],
  [
    'two mails that cite each other are one conversation',
    [
      aMessage({ internetMessageId: 'm1', inReplyTo: ['m2'] }),
      aMessage({ internetMessageId: 'm2', inReplyTo: ['m1'] }),
    ],
    'm1 m2',
  ],
  [
    'a colleague of the sender belongs',
    [
      aMessage({ internetMessageId: 'm1' }),
      aMessage({ internetMessageId: 'm2', inReplyTo: ['m1'], sender: 'bob@paris.x.example' }),
    ],
    'm1 m2',
  ],
  [
    'a stranger who cites a mail starts a conversation of his own',
    [
      aMessage({ internetMessageId: 'm1' }),
      aMessage({ internetMessageId: 'm2', inReplyTo: ['m1'], sender: 'eve@evil.example' }),
    ],
    'm1 | m2',
  ],
  [
    'two boxes of a public provider are strangers',
    [
      aMessage({ internetMessageId: 'm1', sender: 'anne@gmail.com' }),
      aMessage({ internetMessageId: 'm2', inReplyTo: ['m1'], sender: 'eve@gmail.com' }),
    ],
    'm1 | m2',
  ],
  [
    'our own answer belongs, and so does the answer to it',
    [
      aMessage({ internetMessageId: 'm1' }),
      aMessage({
        internetMessageId: 'm2',
        inReplyTo: ['m1'],
        sender: CONTACT,
        recipients: ['anne@x.example'],
        isOurs: true,
      }),
      aMessage({ internetMessageId: 'm3', inReplyTo: ['m2'], references: ['m1', 'm2'] }),
    ],
    'm1 m2 m3',
  ],
  [
    'a bounce belongs to the mail of ours that it returns, whoever sends it',
    [
      aMessage({
        internetMessageId: 'm1',
        sender: CONTACT,
        recipients: ['a@z.example'],
        isOurs: true,
      }),
      aMessage({ internetMessageId: 'm2', returned: ['m1'], sender: 'postmaster@relay.example' }),
    ],
    'm1 m2',
  ],
  [
    'members of a mailing list answer each other',
    [
      aMessage({
        internetMessageId: 'm1',
        recipients: ['l@list.example'],
        lists: ['l@list.example'],
      }),
      aMessage({
        internetMessageId: 'm2',
        inReplyTo: ['m1'],
        sender: 'bob@y.example',
        recipients: ['l@list.example'],
        lists: ['l@list.example'],
      }),
    ],
    'm1 m2',
  ],
  [
    'a mail without sender belongs to nobody',
    [
      aMessage({ internetMessageId: 'm1' }),
      aMessage({ internetMessageId: 'm2', inReplyTo: ['m1'], sender: '' }),
    ],
    'm1 | m2',
  ],
]

describe('deciding which conversation a message belongs to', () => {
  it.each(CASES)('%s, in every order of arrival', (_name, messages, expected) => {
    const found = everyOrder(messages).map(partition)
    expect(new Set(found)).toEqual(new Set([expected]))
  })

  it('keeps two mails with one Message-ID apart', () => {
    const twice = aMessage({ internetMessageId: 'dup' })
    expect(partition([twice, { ...twice }])).toBe('dup | dup')
  })

  it('does not let a mail answer itself', () => {
    const [, decision] = decisions([
      aMessage({ internetMessageId: 'dup' }),
      aMessage({ internetMessageId: 'dup', inReplyTo: ['dup'], references: ['dup'] }),
    ])
    expect(decision?.reason).toEqual({ rule: 'none' })
  })

  it('says why', () => {
    const [, second] = decisions([
      aMessage({ internetMessageId: 'm1' }),
      aMessage({ internetMessageId: 'm2', references: ['m1'], sender: 'bob@x.example' }),
    ])
    expect(second?.reason).toEqual({
      rule: 'references',
      internetMessageId: 'm1',
      basis: 'organisation',
    })
  })

  it('names the conversation that a stranger claims to answer, whichever came first', () => {
    const real = aMessage({ internetMessageId: 'm1' })
    const stranger = aMessage({
      internetMessageId: 'm2',
      inReplyTo: ['m1'],
      sender: 'eve@evil.example',
    })
    expect(decisions([real, stranger])[1]).toMatchObject({ conversationId: null, claims: 'c0' })
    expect(decisions([stranger, real])[1]).toMatchObject({
      conversationId: null,
      claims: null,
      claimedBy: ['c0'],
    })
  })

  it('never lets our answer to a stranger unite his conversation with the one he claims', () => {
    const messages = [
      aMessage({ internetMessageId: 'm1' }),
      aMessage({ internetMessageId: 'm2', inReplyTo: ['m1'], sender: 'eve@evil.example' }),
      aMessage({
        internetMessageId: 'm3',
        inReplyTo: ['m2'],
        references: ['m1', 'm2'],
        sender: CONTACT,
        recipients: ['eve@evil.example'],
        isOurs: true,
      }),
    ]
    expect(partition(messages)).toBe('m1 | m2 m3')
  })
})

function decisions(messages: ThreadedMessage[]): ReturnType<typeof decideThread>[] {
  const index = createThreadIndex([], new Map())
  return messages.map((message, place) => {
    const decision = decideThread(message, index)
    index.add(
      {
        conversationId: decision.conversationId ?? `c${place}`,
        internetMessageId: message.internetMessageId,
        cites: [...message.inReplyTo, ...message.references],
        sender: message.sender,
        isOutgoing: message.isOurs,
      },
      { ...circleOf(message), claims: decision.claims },
    )
    return decision
  })
}
