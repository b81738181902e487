import { expect } from '@playwright/test'
import { receive, type Town } from './town.ts'

export const NAME = 'Permis de construire → Urbanisme'
export const SUBJECTS = ['permis', 'PC 076', 'déclaration préalable']
export const FORM = 'CERFA 13406'
export const MAILBOXES = ['courrier@', 'urbanisme@']
export const DEPARTMENT = 'Urbanisme'
export const TAG = 'Permis'
export const DEADLINE = '15 jours ouvrés'
export const TEMPLATE = 'AR Urbanisme (FR/EN)'

/** What the rule of the design names, by their ids. */
export type PermitsOffice = {
  mailboxes: string[]
  team: string
  tag: string
  policy: string
  template: string
}

/** A town with what the rule of the design (screen 4) names, and mail that is there before the rule. */
export async function aPermitsOffice(town: Town): Promise<PermitsOffice> {
  const make = async (path: string, fields: Record<string, unknown>): Promise<string> =>
    (await town.api.post<{ id: string }>(path, fields)).id
  const mailboxes = []
  for (const name of MAILBOXES)
    mailboxes.push(
      await make('/mailboxes', {
        name,
        address: `${name}port-leveque.example`,
        incoming: { protocol: 'push' },
        memberIds: [],
      }),
    )
  const [mailbox = ''] = mailboxes
  for (const [number, subject] of ['Demande de permis, 3 rue du Bac', 'La cantine'].entries())
    await receive(town, mailbox, {
      from: 'Jeanne Morvan <jeanne.morvan@permits.example>',
      subject,
      text: 'Bonjour, voici ma demande.',
      messageId: `past-${number}@permits.example`,
    })
  return {
    mailboxes,
    team: await make('/teams', { name: DEPARTMENT }),
    tag: await make('/tags', { name: TAG, color: 'reed' }),
    policy: await make('/deadline-policies', await fifteenDays(town)),
    template: await make('/templates', { name: TEMPLATE, language: 'fr', html: '<p>Reçu.</p>' }),
  }
}

/** The policy that there is from the start, with fifteen working days. */
async function fifteenDays({ api }: Town): Promise<Record<string, unknown>> {
  const { items } = await api.get<{ items: { targets: object[] }[] }>('/deadline-policies')
  const targets = items[0]?.targets ?? []
  return {
    name: DEADLINE,
    conditions: {
      mailboxIds: [],
      teamIds: [],
      tagIds: [],
      priorities: ['urgent'], // the others keep theirs
      channels: [],
    },
    calendarId: null,
    targets: targets.map((target) => ({ ...target, length: { count: 15, unit: 'workingDays' } })),
  }
}

/** Makes sure that the rule that is published is the design's, and takes it off again. */
export async function expectTheDesignsRule(town: Town, office: PermitsOffice): Promise<void> {
  type Stored = { id: string } & Record<string, unknown>
  const { items } = await town.api.get<{ items: Stored[] }>('/rules')
  const [rule, ...others] = items.filter(({ name }) => name === NAME)
  expect(others).toEqual([])
  expect(rule).toMatchObject({
    name: NAME,
    enabled: true,
    trigger: { type: 'messageArrives', messages: 'any' },
    stop: true,
  })
  expect(rule?.['conditions']).toEqual({
    all: [
      { field: 'mailbox', operator: 'isOneOf', value: office.mailboxes },
      { field: 'trust', operator: 'isNot', value: ['danger'] },
      {
        any: [
          { field: 'subject', operator: 'contains', value: SUBJECTS },
          { field: 'attachment.name', operator: 'matches', value: [FORM] },
        ],
      },
    ],
  })
  expect(rule?.['actions']).toEqual([
    { type: 'assignTeam', teamId: office.team },
    { type: 'setDeadlinePolicy', policyId: office.policy },
    { type: 'addTag', tagId: office.tag },
    { type: 'sendTemplate', templateId: office.template },
  ])
}
