import { type addTag, type Body, type changeTag, type Tag, TagColor } from '@levee/contract'
import type { Db } from '@levee/db'
import { DomainError } from '@levee/domain'
import { Value } from 'typebox/value'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { leastUsedColor } from '../../least-used-color.ts'
import { refuseTaken } from '../../refuse-taken.ts'

const takenName = { path: 'name', message: 'Another tag has this name.' }
const select = { id: true, name: true, color: true } as const

export async function listTags({ db }: Deps): Promise<Tag[]> {
  const rows = await db.prisma.tag.findMany({ select, orderBy: [{ name: 'asc' }] })
  return rows.map(tagOf)
}

/** Adds a tag. Everybody may: tags are made while mail is sorted. */
export async function createTag(
  { db, now }: Deps,
  { name, color }: Body<typeof addTag>,
): Promise<Tag> {
  const used = color ? [] : (await db.prisma.tag.findMany({ select })).map(tagOf)
  const data = { name, color: color ?? leastUsedColor(used), createdAt: now() }
  return tagOf(await refuseTaken(db.prisma.tag.create({ data, select }), takenName))
}

export async function updateTag(
  { db }: Deps,
  viewer: Viewer,
  id: string,
  data: Body<typeof changeTag>,
): Promise<Tag> {
  requirePermission(viewer, 'changeTags')
  await requireTag(db, id)
  const updated = db.prisma.tag.update({ where: { id }, data, select })
  return tagOf(await refuseTaken(updated, takenName))
}

export async function removeTagEverywhere({ db }: Deps, viewer: Viewer, id: string): Promise<void> {
  requirePermission(viewer, 'removeTags')
  const { count } = await db.prisma.tag.deleteMany({ where: { id } })
  if (count === 0) throw noSuchTag()
}

async function requireTag(db: Db, id: string): Promise<void> {
  if ((await db.prisma.tag.count({ where: { id } })) === 0) throw noSuchTag()
}

function noSuchTag(): DomainError {
  return new DomainError('not-found', 'There is no such tag.')
}

function tagOf({ id, name, color }: { id: string; name: string; color: string }): Tag {
  return { id, name, color: Value.Parse(TagColor, color) }
}
