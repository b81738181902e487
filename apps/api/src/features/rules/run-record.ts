import type {
  Captures,
  FieldChanges,
  RuleAction,
  RuleDecision,
  RuleFacts,
  RuleTrace,
  RuleEvent,
} from '@levee/domain'

/** Rules that were looked at for a conversation. `decision` null: they could not be, for this `problem`. */
export type Looked = {
  conversationId: string
  messageId: string | null
  facts: RuleFacts
  decision: RuleDecision | null
  problem: string | null
  /** The id that its run is to have. */
  runId?: string
}

/**
 * What became of an effect: done, already so, handed to a job, or not possible here. `before` and `after` hold the
 * fields that it changed, as the log writes them.
 */
export type RecordedEffect = {
  ruleId: string
  version: number
  action: RuleAction
  captures: Captures
  outcome: 'done' | 'unchanged' | 'queued' | 'refused'
  problem?: string
  before?: FieldChanges['before']
  after?: FieldChanges['after']
  noteId?: string
  taskId?: string
}

/** Why rules were looked at, as it is kept: what fired as a list. */
export type RecordedEvent =
  | Exclude<RuleEvent, { type: 'timePasses' }>
  | { type: 'timePasses'; fired: readonly string[] }

/** The facts of a run that its message does not keep itself. */
export type RecordedFacts = {
  event: RecordedEvent
  causedBy: readonly string[]
  conversation: RuleFacts['conversation']
  context: RuleFacts['context']
  message: Pick<
    RuleFacts['message'],
    'isNewsletter' | 'language' | 'spamScore' | 'authentication' | 'trust'
  >
}

/** What of the facts is kept with a run. */
export function recordedFacts({
  event,
  causedBy,
  conversation,
  context,
  message,
}: RuleFacts): RecordedFacts {
  const { isNewsletter, language, spamScore, authentication, trust } = message
  return {
    event: event.type === 'timePasses' ? { ...event, fired: [...event.fired] } : event,
    causedBy,
    conversation,
    context,
    message: { isNewsletter, language, spamScore, authentication, trust },
  }
}

/** The rules that acted, as they were looked at. */
export function appliedOf(looked: Looked): readonly RuleTrace[] {
  return looked.decision?.trace.filter(({ outcome }) => outcome === 'applied') ?? []
}
