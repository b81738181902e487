/** What a change of a conversation means to somebody who is answering it. */
export type ChangeSubject = 'mail' | 'reply' | 'note' | 'status' | 'assignee' | 'other'

const OF_KIND: Readonly<Record<string, ChangeSubject>> = {
  received: 'mail',
  bounced: 'mail',
  merged: 'mail', // the mail of another conversation came with it
  sent: 'reply',
  replied: 'reply',
  forwarded: 'reply',
  replyCancelled: 'reply',
  replyRetried: 'reply',
  answeredElsewhere: 'reply',
  noted: 'note',
}

/** What an entry of the log is about, the weightiest first; `other` is nothing that an answer depends on. */
export function changeSubjects(kind: string, after: object): ChangeSubject[] {
  const subjects: ChangeSubject[] = []
  const ofKind = OF_KIND[kind]
  if (ofKind) subjects.push(ofKind)
  if ('status' in after) subjects.push('status')
  if ('assigneeId' in after || 'teamId' in after) subjects.push('assignee')
  return subjects.length > 0 ? subjects : ['other']
}

/** Whether a writer has to look at it before the answer leaves. */
export function mattersToAnswer(subjects: readonly ChangeSubject[]): boolean {
  return subjects.some((subject) => subject !== 'other')
}
