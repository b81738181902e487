import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import type { PrismaClient } from '../generated/client.ts'

const load: (module: string) => typeof import('../generated/client.ts') = createRequire(
  import.meta.url,
)

/** The Prisma client on the pool that everything else uses; loaded only when it is asked for. */
export function createPrismaClient(pool: Pool): PrismaClient {
  const generated = load('../generated/client.ts')
  return new generated.PrismaClient({ adapter: new PrismaPg(pool) })
}
