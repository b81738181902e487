import type { Rule } from '@levee/contract'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { versionsOf } from './queries.ts'
import { saveRule } from './service.ts'

/**
 * Makes a rule again what it was in an earlier version, as its next one.
 * @throws {DomainError} `conflict` when it is no longer `ifVersion`; `invalid` when what it names is gone.
 */
export async function restoreVersion(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  viewer: Viewer,
  { id, version, ifVersion }: { id: string; version: number; ifVersion?: number },
): Promise<Rule> {
  requirePermission(viewer, 'manageRules')
  const found = (await versionsOf(deps.db, id)).find((one) => one.version === version)
  if (!found) throw new DomainError('not-found', 'There is no such version of a rule.')
  return saveRule(deps, {
    id,
    by: { change: 'rolledBack', authorId: viewer.id, at: deps.now() },
    ...(ifVersion !== undefined && { version: ifVersion }),
    change: (rule) => ({ ...rule, ...found.content }),
  })
}
