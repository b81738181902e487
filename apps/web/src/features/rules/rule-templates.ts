import { t } from '@lingui/core/macro'
import type { RuleDraft } from '@levee/domain'

/** A rule to begin with: what is asked for most, to be completed by what the organisation calls its own. */
export type RuleTemplate = { key: string; name: string; text: string; draft: RuleDraft }

const ARRIVES = { type: 'messageArrives', messages: 'any' } as const

/** The commonest rules. An empty team is chosen in the editor. */
export function ruleTemplates(): readonly RuleTemplate[] {
  return [
    {
      key: 'invoices',
      name: t`Invoices to accounts`,
      text: t`By words of the subject and the name of the attachment.`,
      draft: {
        ...base(t`Invoices to accounts`),
        conditions: {
          any: [
            { field: 'subject', operator: 'contains', value: ['facture', 'invoice'] },
            { field: 'attachment.name', operator: 'contains', value: ['facture', 'invoice'] },
          ],
        },
        actions: [{ type: 'assignTeam', teamId: '' }],
      },
    },
    {
      key: 'requests',
      name: t`Requests of one kind`,
      text: t`By their words or their form: to a department, with a tag, a deadline and an acknowledgement.`,
      draft: {
        ...base(t`Requests of one kind`),
        conditions: {
          all: [
            { field: 'mailbox', operator: 'isOneOf', value: [] },
            { field: 'trust', operator: 'isNot', value: ['danger'] },
            {
              any: [
                { field: 'subject', operator: 'contains', value: [] },
                { field: 'attachment.name', operator: 'contains', value: [] },
              ],
            },
          ],
        },
        actions: [
          { type: 'assignTeam', teamId: '' },
          { type: 'setDeadlinePolicy', policyId: '' },
          { type: 'addTag', tagId: '' },
          { type: 'sendTemplate', templateId: '' },
        ],
        stop: true,
      },
    },
    {
      key: 'newsletters',
      name: t`Newsletters aside`,
      text: t`What went to many is filed away without a number.`,
      draft: {
        ...base(t`Newsletters aside`),
        conditions: { all: [{ field: 'header.List-Unsubscribe', operator: 'isNotEmpty' }] },
        actions: [{ type: 'markNewsletter' }],
        stop: true,
      },
    },
    {
      key: 'gdpr',
      name: t`GDPR requests`,
      text: t`Urgent, and to whoever answers them.`,
      draft: {
        ...base(t`GDPR requests`),
        conditions: {
          any: [
            { field: 'subject', operator: 'contains', value: ['RGPD', 'GDPR'] },
            {
              field: 'body',
              operator: 'contains',
              value: ['mes données personnelles', 'droit d’accès', 'my personal data'],
            },
          ],
        },
        actions: [
          { type: 'setPriority', priority: 'urgent' },
          { type: 'assignTeam', teamId: '' },
        ],
      },
    },
    {
      key: 'applications',
      name: t`Job applications`,
      text: t`To those who recruit.`,
      draft: {
        ...base(t`Job applications`),
        conditions: {
          any: [{ field: 'subject', operator: 'contains', value: ['candidature', 'CV'] }],
        },
        actions: [{ type: 'assignTeam', teamId: '' }],
      },
    },
    {
      key: 'suspicious',
      name: t`Suspicious mail aside`,
      text: t`What pretends to come from somebody else.`,
      draft: {
        ...base(t`Suspicious mail aside`),
        conditions: { all: [{ field: 'trust', operator: 'is', value: 'danger' }] },
        actions: [{ type: 'markSpam' }],
        stop: true,
      },
    },
  ]
}

/** A rule of which nothing is said yet. */
export function emptyRule(): RuleDraft {
  return {
    ...base(t`New rule`),
    conditions: { all: [{ field: 'subject', operator: 'contains', value: [] }] },
    actions: [{ type: 'assignTeam', teamId: '' }],
  }
}

/** A rule that does to mail like this one what staff did to it. */
export function ruleFromMail(mail: {
  from: string
  mailboxId: string
  subject: string
  teamId: string | null
  assigneeId: string | null
  tagIds: readonly string[]
}): RuleDraft {
  const domain = mail.from.split('@').at(-1) ?? ''
  return {
    ...base(t`Mail from ${domain}`),
    conditions: {
      all: [
        { field: 'from', operator: 'is', value: [mail.from] },
        { field: 'mailbox', operator: 'isOneOf', value: [mail.mailboxId] },
      ],
    },
    actions: [
      ...(mail.teamId === null ? [] : [{ type: 'assignTeam' as const, teamId: mail.teamId }]),
      ...(mail.assigneeId === null
        ? []
        : [{ type: 'assignUser' as const, userId: mail.assigneeId }]),
      ...mail.tagIds.map((tagId) => ({ type: 'addTag' as const, tagId })),
      ...(mail.teamId === null && mail.assigneeId === null && mail.tagIds.length === 0
        ? [{ type: 'assignTeam' as const, teamId: '' }]
        : []),
    ],
  }
}

/** A rule that does what was suggested for a mail, where the reasons for it are found again. */
export function ruleFromSuggestion(
  {
    kind,
    id,
    reasons,
  }: { kind: 'team' | 'assignee' | 'tag'; id: string; reasons: readonly string[] },
  mail: { subject: string; mailboxId: string },
): RuleDraft {
  const domains = reasons.filter((reason) => reason.startsWith('@')).map((at) => at.slice(1))
  const words = reasons.filter((reason) => /^[\p{L}\p{N}]+$/u.test(reason))
  const found = [
    ...(domains.length > 0
      ? [{ field: 'from.domain', operator: 'isOneOf', value: domains } as const]
      : []),
    ...(words.length > 0
      ? [
          { field: 'subject', operator: 'contains', value: words } as const,
          { field: 'body', operator: 'contains', value: words } as const,
        ]
      : []),
  ]
  return {
    ...base(t`Mail like “${mail.subject}”`.slice(0, MOST_OF_NAME)),
    conditions: {
      all: [
        { field: 'mailbox', operator: 'isOneOf', value: [mail.mailboxId] },
        ...(found.length > 0 ? [{ any: found }] : []),
      ],
    },
    actions: [
      kind === 'team'
        ? { type: 'assignTeam', teamId: id }
        : kind === 'tag'
          ? { type: 'addTag', tagId: id }
          : { type: 'assignUser', userId: id },
    ],
  }
}

const MOST_OF_NAME = 120 // characters that the server takes

function base(name: string) {
  return { name, enabled: true, trigger: ARRIVES, stop: false } as const
}
