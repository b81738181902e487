import { CHANGED_PROPERTIES } from './rule.ts'
import { problem, type RuleProblem } from './rule-problems.ts'

const LONGEST_WAIT = 366 * 24 * 60 // minutes

/** What is wrong with a trigger; empty: nothing. */
export function triggerProblems(trigger: unknown): readonly RuleProblem[] {
  const members: Readonly<Record<string, unknown>> =
    typeof trigger === 'object' && trigger !== null ? { ...trigger } : {}
  if (members['type'] === 'messageArrives')
    return isOneOf(members['messages'], ['any', 'new', 'reply'])
      ? []
      : wrong('messages', 'takes any, new or reply')
  if (members['type'] === 'conversationChanges')
    return [
      ...(isOneOf(members['property'], [...CHANGED_PROPERTIES, 'any'])
        ? []
        : wrong('property', `takes any, ${CHANGED_PROPERTIES.join(', ')}`)),
      ...['from', 'to'].flatMap((member) =>
        isWordOrNothing(members[member]) ? [] : wrong(member, 'takes a text or null'),
      ),
    ]
  if (members['type'] !== 'timePasses')
    return [problem('trigger.type', 'unknownTrigger', 'names nothing that starts a rule')]
  return [
    ...(isOneOf(members['reason'], ['unansweredFor', 'dueIn'])
      ? []
      : wrong('reason', 'takes unansweredFor or dueIn')),
    ...(isMinutes(members['minutes']) ? [] : wrong('minutes', `takes 0 to ${LONGEST_WAIT}`)),
    ...(typeof members['working'] === 'boolean' ? [] : wrong('working', 'takes true or false')),
  ]
}

function wrong(member: string, takes: string): readonly RuleProblem[] {
  return [problem(`trigger.${member}`, 'wrongValue', takes)]
}

function isOneOf(value: unknown, words: readonly string[]): boolean {
  return typeof value === 'string' && words.includes(value)
}

function isWordOrNothing(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string'
}

function isMinutes(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LONGEST_WAIT
}
