import { inTransaction, sql } from '@levee/db'
import {
  type AcknowledgementDecision,
  isStorm,
  mailLanguage,
  mayAcknowledge,
  type TemplateLanguage,
} from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { JobData } from '../../jobs.ts'
import { recordActivity } from '../activity/service.ts'
import { policyOf } from '../deadlines/service.ts'
import { composeAutomatic, mailboxAddresses, queueAutomatic } from '../replies/access.ts'
import { noteTemplate, templateFacts, templateLanguage, writtenFor } from '../templates/service.ts'
import {
  type Expected,
  findExpected,
  forget,
  lastAnswered,
  readSwitch,
  setSwitch,
  settle,
  takeTurn,
  templateOf,
} from './queries.ts'
import { tellAdmins } from './tell-admins.ts'

/** ms: so long it is waited for the verdict on the sender, looked at again each time. */
const LONGEST_WAIT = 600_000
const AGAIN = 30_000

/**
 * The job that answers a mail by itself, or says why it does not. It is decided once; what two run at the same
 * time is sent by one of them.
 */
export async function acknowledge(
  deps: Deps,
  { acknowledgementId }: JobData['acknowledge'],
): Promise<void> {
  const expected = await findExpected(deps.db, acknowledgementId)
  if (!expected) return
  const now = deps.now()
  if (!expected.isJudged && now.getTime() - expected.createdAt.getTime() < LONGEST_WAIT)
    return inTransaction(deps.db, (tx) =>
      deps.jobs.enqueue(
        tx,
        'acknowledge',
        { acknowledgementId },
        { startAfter: new Date(now.getTime() + AGAIN) },
      ),
    )
  const templateId = expected.isRuled ? null : await chosenTemplate(deps, expected)
  if (templateId === null) return forget(deps.db, expected.id)
  const decision = await decide(deps, expected)
  if (decision.verdict !== 'yes') return refuse(deps, expected, decision)
  await answer(deps, expected, templateId)
}

async function decide(deps: Deps, expected: Expected): Promise<AcknowledgementDecision> {
  const now = deps.now()
  const { stoppedAt } = await readSwitch(deps.db, now)
  return mayAcknowledge({
    ...expected,
    receivedAt: expected.receivedAt,
    ownAddresses: await mailboxAddresses(deps.db),
    lastAt: await lastAnswered(deps.db, expected.sender.address),
    isStopped: stoppedAt !== null,
    now,
  })
}

/** The template of the rule, or of the policy in the language of the mail; null: none is to be sent. */
async function chosenTemplate({ db }: Deps, expected: Expected): Promise<string | null> {
  if (expected.rule) return expected.rule.templateId
  const wanted = (await policyOf(db, expected.conversationId))?.acknowledgement ?? null
  if (wanted === null) return null
  const usual = await db.row<{ locale: TemplateLanguage }>(sql`select locale from installation`)
  const said = mailLanguage(expected.headers, expected.text)
  const language = templateLanguage(said, usual?.locale ?? 'fr')
  return wanted[language] ?? wanted.fr ?? wanted.en
}

type Refusal = Exclude<AcknowledgementDecision, { verdict: 'yes' }> | Lacking
type Lacking = { verdict: 'no'; reason: 'noTemplate' | 'missing' | 'noSender'; missing?: string[] }

async function refuse(deps: Deps, expected: Expected, refusal: Refusal): Promise<void> {
  const at = deps.now()
  const { id, conversationId, messageId, rule } = expected
  const outcome =
    refusal.verdict === 'held'
      ? { state: 'held' as const, reason: refusal.reason }
      : { state: 'refused' as const, reason: refusal.reason }
  await inTransaction(deps.db, async (tx) => {
    if (!(await settle(tx, id, outcome, at))) return
    await recordActivity(tx, {
      conversationId,
      actorId: null,
      kind: 'notAcknowledged',
      before: {},
      after: {
        messageId,
        reason: refusal.reason,
        isHeld: refusal.verdict === 'held',
        ...('missing' in refusal && { missing: refusal.missing }),
        ...(rule && { rules: [ruleOf(rule)] }),
      },
      at,
    })
  })
}

async function answer(deps: Deps, expected: Expected, templateId: string): Promise<void> {
  const { conversationId, rule, sender } = expected
  const template = await templateOf(deps.db, templateId)
  if (!template) return refuse(deps, expected, { verdict: 'no', reason: 'noTemplate' })
  const facts = await templateFacts(deps.db, conversationId)
  const written = writtenFor(
    template,
    {
      ...facts,
      correspondent: sender,
      receivedAt: expected.receivedAt,
      user: null,
      now: deps.now(),
    },
    { captures: rule?.captures ?? {}, marks: false },
  )
  if (written.missing.length > 0)
    return refuse(deps, expected, { verdict: 'no', reason: 'missing', missing: written.missing })
  const composed = await composeAutomatic(deps, {
    ...expected,
    to: sender,
    answered: expected,
    subject: written.subject,
    html: written.html,
    files: template.files,
  })
  if (!composed) return refuse(deps, expected, { verdict: 'no', reason: 'noSender' })
  const at = deps.now()
  const outcome = await inTransaction(deps.db, async (tx): Promise<Refusal | null> => {
    const { most, stoppedAt, sentLately } = await readSwitch(tx, at, 'lock')
    if (stoppedAt !== null) return { verdict: 'held', reason: 'stopped' }
    if (isStorm(sentLately, most)) {
      await setSwitch(tx, { most, stoppedAt: at, userId: null })
      await tellAdmins(tx, deps, { conversationId, sentLately, at })
      return { verdict: 'held', reason: 'stopped' }
    }
    if (!(await takeTurn(tx, sender.address, at))) return { verdict: 'no', reason: 'today' }
    const outgoingId = await queueAutomatic(tx, deps, composed)
    await noteTemplate(tx, outgoingId, templateId)
    const queued = { state: 'queued' as const, outgoingId, templateId }
    if (!(await settle(tx, expected.id, queued, at))) throw new Error('It was answered already.')
    return null
  })
  if (outcome) await refuse(deps, expected, outcome)
}

function ruleOf({ id, name, version }: NonNullable<Expected['rule']>): object {
  return { id, name, version }
}
