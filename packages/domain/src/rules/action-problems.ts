import { isSendableAddress } from '../replies/sendable-address.ts'
import { problem, type RuleProblem } from './rule-problems.ts'

/** What a member of an action takes: what is wrong with it, or nothing. */
type Take = { takes: string; isTaken: (value: unknown) => boolean; isText?: boolean }

const ID: Take = { takes: 'takes the id of one that exists', isTaken: isFilled }
const NOTE: Take = {
  takes: 'takes a text of one to 10000 characters',
  isTaken: (value) => isFilled(value) && String(value).length <= 10_000,
  isText: true,
}
const TAG_NAME: Take = {
  takes: 'takes a name of one to 60 characters',
  isTaken: (value) => isFilled(value) && String(value).length <= 200,
  isText: true,
}

/** Of each action the members it takes; of several lines of a kind, one is to be right. */
const MEMBERS: Readonly<Record<string, readonly Readonly<Record<string, Take>>[]>> = {
  assignUser: [{ userId: ID }],
  assignTeam: [{ teamId: ID }],
  addTag: [{ tagId: ID }, { name: TAG_NAME }],
  removeTag: [{ tagId: ID }],
  setPriority: [{ priority: word('low', 'normal', 'high', 'urgent') }],
  setStatus: [{ status: word('open', 'waiting', 'answered', 'archived') }],
  markNewsletter: [{}],
  markSpam: [{}],
  setDeadlinePolicy: [{ policyId: ID }],
  sendTemplate: [{ templateId: ID }],
  addNote: [{ text: NOTE }],
  notify: [
    {
      userIds: {
        takes: 'takes the ids of one or more people',
        isTaken: (value) => Array.isArray(value) && value.length > 0 && value.every(isFilled),
      },
    },
    { teamId: ID },
  ],
  forward: [{ to: { takes: 'takes an address', isTaken: isAddress } }],
  webhook: [{ url: { takes: 'takes an address that starts with https://', isTaken: isUrl } }],
}

/** What is wrong with an action; `captures` are the names that its texts may hold. */
export function actionProblems(
  action: unknown,
  { path, captures }: { path: string; captures: ReadonlySet<string> },
): readonly RuleProblem[] {
  const { type, ...members } = asMembers(action)
  const kinds = typeof type === 'string' && Object.hasOwn(MEMBERS, type) ? MEMBERS[type] : undefined
  if (!kinds?.[0])
    return [problem(`${path}.type`, 'unknownAction', 'names nothing that a rule does')]
  const kind = kinds.find((each) => Object.keys(each).some((name) => name in members)) ?? kinds[0]
  const unknown = Object.keys(members).filter((name) => !Object.hasOwn(kind, name))
  return [
    ...unknown.map((name) => problem(`${path}.${name}`, 'unknownMember', 'is not known')),
    ...Object.entries(kind).flatMap(([name, { takes, isTaken, isText }]) => {
      const value = members[name]
      if (!isTaken(value))
        return [problem(`${path}.${name}`, value ? 'wrongValue' : 'missing', takes)]
      return isText ? captureProblems(String(value), `${path}.${name}`, captures) : []
    }),
  ]
}

function captureProblems(
  text: string,
  path: string,
  captures: ReadonlySet<string>,
): readonly RuleProblem[] {
  return [...text.matchAll(/\$\{(\w+)\}/g)]
    .filter(([, name = '']) => !captures.has(name))
    .map(([whole]) => problem(path, 'wrongValue', `${whole}: no pattern has a group of this name`))
}

function asMembers(action: unknown): Readonly<Record<string, unknown>> {
  return typeof action === 'object' && action !== null ? { ...action } : {}
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}

function word(...words: readonly string[]): Take {
  return {
    takes: `takes ${words.join(', ')}`,
    isTaken: (value) => typeof value === 'string' && words.includes(value),
  }
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && isSendableAddress(value)
}

function isUrl(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\/[^\s/]+/i.test(value) && value.length <= 2000
}
