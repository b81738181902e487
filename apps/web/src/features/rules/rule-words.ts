import { t } from '@lingui/core/macro'
import {
  fieldKind,
  type RuleAction,
  type RuleField,
  type RuleOperator,
  type RuleTrigger,
} from '@levee/domain'

/** A field as a list to choose from names it. */
export function fieldLabel(field: RuleField): string {
  const labels: Readonly<Record<string, string>> = {
    from: t`Sender`,
    'from.domain': t`Domain of the sender`,
    to: t`To`,
    cc: t`Copy to`,
    recipient: t`Any recipient`,
    subject: t`Subject`,
    body: t`Text`,
    'attachment.name': t`Attachment`,
    'attachment.type': t`Type of attachment`,
    'attachment.size': t`Size of an attachment`,
    size: t`Size of the message`,
    mailbox: t`Mailbox`,
    language: t`Language`,
    spamScore: t`Spam score`,
    'auth.spf': t`SPF`,
    'auth.dkim': t`DKIM`,
    'auth.dmarc': t`DMARC`,
    trust: t`Trust`,
    contact: t`Correspondent`,
    organisation: t`Organisation`,
    isNewsletter: t`Newsletter`,
    isAutoReply: t`Automatic reply`,
    status: t`Status`,
    tag: t({ message: 'Tag', context: 'noun' }),
    assignee: t`Assignee`,
    team: t`Department`,
    priority: t`Priority`,
    receivedInWorkingTime: t`Within working hours`,
    receivedAt: t`Date of receipt`,
    dueAt: t`Deadline`,
  }
  return labels[field] ?? t`Header ${headerName(field)}`
}

/** A field as the subject of a sentence. */
export function fieldPhrase(field: RuleField): string {
  const phrases: Readonly<Record<string, string>> = {
    from: t`its sender`,
    'from.domain': t`the domain of its sender`,
    to: t`one it is addressed to`,
    cc: t`one who gets a copy`,
    recipient: t`one of its recipients`,
    subject: t`its subject`,
    body: t`its text`,
    'attachment.name': t`the name of an attachment`,
    'attachment.type': t`the type of an attachment`,
    'attachment.size': t`the size of an attachment`,
    size: t`its size`,
    mailbox: t`its mailbox`,
    language: t`its language`,
    spamScore: t`its spam score`,
    'auth.spf': t`its SPF result`,
    'auth.dkim': t`its DKIM result`,
    'auth.dmarc': t`its DMARC result`,
    trust: t`its sender`,
    contact: t`its correspondent`,
    organisation: t`its organisation`,
    status: t`its status`,
    tag: t`one of its tags`,
    assignee: t`its assignee`,
    team: t`its department`,
    priority: t`its priority`,
    receivedAt: t`its date of receipt`,
    dueAt: t`its deadline`,
  }
  return phrases[field] ?? t`its header ${headerName(field)}`
}

/** An operator as a list to choose from names it. */
export function operatorLabel(operator: RuleOperator): string {
  const labels: Record<RuleOperator, string> = {
    is: t`is`,
    isNot: t`is not`,
    isOneOf: t`is one of`,
    contains: t`contains`,
    notContains: t`does not contain`,
    startsWith: t`starts with`,
    endsWith: t`ends with`,
    matches: t`matches the pattern`,
    notMatches: t`does not match the pattern`,
    isEmpty: t`is empty`,
    isNotEmpty: t`is not empty`,
    greaterThan: t`is above`,
    lessThan: t`is below`,
    before: t`is before`,
    after: t`is after`,
  }
  return labels[operator]
}

/** What a rule does, as a list to choose from names it. */
export function actionLabel(type: RuleAction['type']): string {
  const labels: Record<RuleAction['type'], string> = {
    assignTeam: t`Assign to a department`,
    assignUser: t`Assign to somebody`,
    addTag: t`Put on a tag`,
    removeTag: t`Take off a tag`,
    setPriority: t`Set the priority`,
    setStatus: t`Set the status`,
    markNewsletter: t`File as a newsletter`,
    markSpam: t`Set aside as spam`,
    setDeadlinePolicy: t`Apply a deadline policy`,
    sendTemplate: t`Acknowledge receipt with a template`,
    addNote: t`Add an internal note`,
    notify: t`Notify`,
    forward: t`Forward to an address`,
    webhook: t`Call another program (webhook)`,
  }
  return labels[type]
}

/** A word that the API has for a value, as people read it. */
export function valueWord(field: RuleField, value: string): string {
  return wordsOf(field)?.find((word) => word.value === value)?.label ?? value
}

/** The words that a field can be, where there are few. */
export function wordsOf(field: RuleField): readonly { value: string; label: string }[] | undefined {
  if (field === 'trust')
    return [
      { value: 'verified', label: t`verified` },
      { value: 'unknown', label: t`not verified` },
      { value: 'first', label: t`new to us` },
      { value: 'danger', label: t`suspicious` },
    ]
  if (field === 'status') return [...statusWords(), { value: 'spam', label: t`spam` }]
  if (fieldKind(field) === 'level') return priorityWords()
  if (field === 'auth.spf' || field === 'auth.dkim' || field === 'auth.dmarc')
    return ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror'].map(
      (value) => ({ value, label: value }),
    )
  return undefined
}

export function statusWords(): readonly { value: string; label: string }[] {
  return [
    { value: 'open', label: t`to do` },
    { value: 'waiting', label: t`waiting` },
    { value: 'answered', label: t`answered` },
    { value: 'archived', label: t`archived` },
  ]
}

export function priorityWords(): readonly { value: string; label: string }[] {
  return [
    { value: 'low', label: t`low` },
    { value: 'normal', label: t`normal` },
    { value: 'high', label: t`high` },
    { value: 'urgent', label: t`urgent` },
  ]
}

/** What starts a rule, as the beginning of its sentence. */
export function triggerPhrase(trigger: RuleTrigger): string {
  if (trigger.type === 'messageArrives') {
    if (trigger.messages === 'new') return t`When new mail arrives`
    return trigger.messages === 'reply' ? t`When an answer arrives` : t`When mail arrives`
  }
  if (trigger.type === 'conversationChanges') return changePhrase(trigger.property)
  const wait = waitText(trigger.minutes, trigger.working)
  return trigger.reason === 'dueIn'
    ? t`When a mail is due within ${wait}`
    : t`When a mail has been unanswered for ${wait}`
}

export function propertyLabel(property: string): string {
  const labels: Readonly<Record<string, string>> = {
    any: t`anything`,
    status: t`the status`,
    priority: t`the priority`,
    assignee: t`the assignee`,
    team: t`the department`,
    tag: t`the tags`,
    dueAt: t`the deadline`,
    subject: t`the subject`,
  }
  return labels[property] ?? property
}

function changePhrase(property: string): string {
  const what = propertyLabel(property)
  return t`When ${what} of a mail changes`
}

function waitText(minutes: number, isWorking: boolean): string {
  const hours = Math.round((minutes / 60) * 10) / 10
  return isWorking ? t`${hours} working hours` : t`${hours} hours`
}

function headerName(field: string): string {
  return field.replace(/^header\./, '')
}
