import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import { openSecret, sealSecret } from '@levee/storage'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import type { App } from './new-app.ts'

type Claim = { userId: string; key: string; route: string; requestHash: Buffer }
type Kept = { requestHash: Buffer; status: number | null; answer: Buffer | null }

declare module 'fastify' {
  interface FastifyRequest {
    claim: Claim | null
  }
}

const LONGEST_KEY = 200 // characters; a UUID has 36
const PATIENCE = 10_000 // ms that a second request waits for the answer of the first
const ABANDONED = '2 minutes' // after which a request without an answer is taken to have died

/**
 * Honours `Idempotency-Key` on POST: the same key from the same user to the same path does its work
 * once and gives the first answer again for a day. Only success is kept: what was refused can be tried again.
 */
export function honourIdempotencyKeys(app: App, { db, keys, now }: Deps): void {
  app.decorateRequest('claim', null)
  app.addHook('preHandler', async (request, reply) => {
    const claim = claimOf(request)
    if (!claim) return
    if (await take(db, claim, now())) {
      request.claim = claim
      return
    }
    const kept = await firstAnswer(db, claim)
    reply.header('idempotent-replayed', 'true').code(kept.status)
    const body = openSecret(keys.secrets, kept.answer)
    await reply.type('application/json; charset=utf-8').serializer(String).send(body)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const { claim } = request
    if (!claim) return
    request.claim = null
    const isText = typeof payload === 'string' || payload === null || payload === undefined
    if (reply.statusCode >= 300 || !isText) await release(db, claim)
    else await keep(db, claim, reply.statusCode, sealSecret(keys.secrets, payload ?? ''))
  })
}

function claimOf(request: FastifyRequest): Claim | undefined {
  const key = request.headers['idempotency-key']
  if (request.method !== 'POST' || !request.identified || typeof key !== 'string') return undefined
  if (key.length === 0 || key.length > LONGEST_KEY)
    throw new DomainError('invalid', `Idempotency-Key takes 1 to ${LONGEST_KEY} characters.`)
  const route = request.url.split('?', 1)[0] ?? ''
  return { userId: request.viewer.id, key, route, requestHash: hashOf(request.body) }
}

function hashOf(body: unknown): Buffer {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body ?? null))
  return createHash('sha256').update(bytes).digest()
}

async function take(db: Db, claim: Claim, at: Date): Promise<boolean> {
  const taken = await db.run(sql`
    insert into idempotent_answer (user_id, key, route, request_hash, at)
    values (${claim.userId}, ${claim.key}, ${claim.route}, ${claim.requestHash}, ${at})
    on conflict (user_id, key, route) do update set at = excluded.at
      where idempotent_answer.status is null
        and idempotent_answer.request_hash = excluded.request_hash
        and idempotent_answer.at < excluded.at - ${ABANDONED}::interval`)
  return taken === 1
}

async function firstAnswer(db: Db, claim: Claim): Promise<{ status: number; answer: Buffer }> {
  for (let waited = 0; waited < PATIENCE; waited += 50) {
    const kept = await db.row<Kept>(sql`
      select request_hash as "requestHash", status, answer from idempotent_answer
      where user_id = ${claim.userId} and key = ${claim.key} and route = ${claim.route}`)
    if (!kept)
      throw new DomainError('conflict', 'The first request with this key failed: try again.')
    if (!kept.requestHash.equals(claim.requestHash))
      throw new DomainError('conflict', 'This Idempotency-Key was used for another request.')
    if (kept.status !== null && kept.answer) return { status: kept.status, answer: kept.answer }
    await sleep(50)
  }
  throw new DomainError('conflict', 'The first request with this key is still being worked on.')
}

async function keep(db: Db, claim: Claim, status: number, answer: Buffer): Promise<void> {
  await db.run(sql`
    update idempotent_answer set status = ${status}, answer = ${answer}
    where user_id = ${claim.userId} and key = ${claim.key} and route = ${claim.route}`)
}

async function release(db: Db, claim: Claim): Promise<void> {
  await db.run(sql`
    delete from idempotent_answer
    where user_id = ${claim.userId} and key = ${claim.key} and route = ${claim.route}`)
}
