import type { addTeam, Body, changeTeam, Team } from '@levee/contract'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announceAccessChange } from '../../http/events.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { refuseTaken } from '../../refuse-taken.ts'

type TeamRow = {
  id: string
  name: string
  assignment: string
  assignsOnOpening: boolean
  teamMembers: { userId: string }[]
}

const MODES: readonly Team['assignment'][] = ['manual', 'roundRobin', 'leastLoaded']
const takenName = { path: 'name', message: 'Another team has this name.' }
const select = {
  id: true,
  name: true,
  assignment: true,
  assignsOnOpening: true,
  teamMembers: { select: { userId: true } },
}

export async function listTeams({ db }: Deps): Promise<Team[]> {
  const rows = await db.prisma.team.findMany({ select, orderBy: [{ name: 'asc' }] })
  return rows.map(teamOf)
}

export async function createTeam(
  { db, now }: Deps,
  viewer: Viewer,
  { name, memberIds = [], ...assigning }: Body<typeof addTeam>,
): Promise<Team> {
  requirePermission(viewer, 'manageTeams')
  await requireUsers(db.prisma, memberIds)
  const data = {
    name,
    ...assigning,
    createdAt: now(),
    teamMembers: { create: membersOf(memberIds) },
  }
  const row = await refuseTaken(db.prisma.team.create({ data, select }), takenName)
  await announceAccessChange(db, memberIds)
  return teamOf(row)
}

export async function updateTeam(
  { db }: Deps,
  viewer: Viewer,
  id: string,
  { name, memberIds, ...assigning }: Body<typeof changeTeam>,
): Promise<Team> {
  requirePermission(viewer, 'manageTeams')
  const before = await teamById(db.prisma, id)
  if (memberIds) await requireUsers(db.prisma, memberIds)
  const data = {
    ...(name !== undefined && { name }),
    ...assigning,
    ...(memberIds && { teamMembers: { deleteMany: {}, create: membersOf(memberIds) } }),
  }
  const updated = db.prisma.team.update({ where: { id }, data, select })
  const row = await refuseTaken(updated, takenName)
  await announceAccessChange(db, [...new Set([...before.memberIds, ...(memberIds ?? [])])])
  return teamOf(row)
}

/** Removes a team; its conversations keep their user. */
export async function removeTeamFor({ db }: Deps, viewer: Viewer, id: string): Promise<void> {
  requirePermission(viewer, 'manageTeams')
  const { memberIds } = await teamById(db.prisma, id)
  await db.prisma.team.delete({ where: { id } })
  await announceAccessChange(db, memberIds)
}

type Prisma = Deps['db']['prisma']

async function teamById(prisma: Prisma, id: string): Promise<Team> {
  const row = await prisma.team.findUnique({ where: { id }, select })
  if (!row) throw new DomainError('not-found', 'There is no such team.')
  return teamOf(row)
}

async function requireUsers(prisma: Prisma, ids: string[]): Promise<void> {
  const distinct = [...new Set(ids)]
  if ((await prisma.appUser.count({ where: { id: { in: distinct } } })) === distinct.length) return
  throw new DomainError('invalid', 'A member is not a user.', {
    errors: [{ path: 'memberIds', message: 'must be ids of users' }],
  })
}

function membersOf(ids: string[]): { userId: string }[] {
  return [...new Set(ids)].map((userId) => ({ userId }))
}

function teamOf({ teamMembers, assignment, ...team }: TeamRow): Team {
  const mode = MODES.find((word) => word === assignment)
  if (!mode) throw new Error(`Team ${team.id} has the assignment "${assignment}".`)
  return { ...team, assignment: mode, memberIds: teamMembers.map(({ userId }) => userId) }
}
