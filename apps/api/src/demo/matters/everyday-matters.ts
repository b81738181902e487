import type { Change, Correspondent, DemoFile, Matter, Step, When } from '../matter.ts'
import { COLLEAGUES, ORGANISATION } from '../town-hall.ts'
import { everydayDesk } from './everyday-desk.ts'
import type { Everyday, Wording } from './everyday.ts'
import { everydayOffices } from './everyday-offices.ts'
import { englishPeople, streets } from './people.ts'

const OLDEST = 58 // working days

/** The everyday matters of some three months; the same ones each time. */
export function everydayMatters(): Matter[] {
  const random = sequence(20_260_312)
  return [...everydayDesk, ...everydayOffices].flatMap((kind) =>
    Array.from({ length: kind.count }, (_, index) => {
      const spread = (index + random()) / kind.count
      // more in the last weeks than before: that is what is still on the desk
      return everydayMatter(kind, { index, age: Math.floor(spread ** 1.5 * OLDEST), random })
    }),
  )
}

type Draw = { index: number; age: number; random: () => number }
type Outcome = 'archived' | 'answered' | 'waiting' | 'assigned' | 'new'

function everydayMatter(kind: Everyday, { index, age, random }: Draw): Matter {
  const from = item(kind.people, index * 7 + kind.count)
  const wording = item(kind.wordings, index)
  const fill = filler(from, item(streets, Math.floor(random() * streets.length)), random)
  const at: When = age === 0 ? `${140 + Math.floor(random() * 200)}m` : hour(age, 8, random)
  const file = wording.file && fileOf(wording.file, fill(wording.subject), fill)
  const outcome = outcomeOf(age, random())
  return {
    mailbox: kind.mailbox,
    from,
    subject: fill(wording.subject),
    steps: [
      { at, mail: fill(wording.text), ...(file && { files: [file] }) },
      ...(age === 0 ? [] : assigned(kind, { outcome, age, random })),
      ...handled(kind, { outcome, age, random, fill, wording, from }),
    ],
  }
}

function assigned(
  { team, tags, by }: Everyday,
  { outcome, age, random }: { outcome: Outcome; age: number; random: () => number },
): Step[] {
  const at = hour(age, 13, random)
  if (outcome === 'new') return random() < 0.5 ? [{ at, set: { team }, by: 'nadia' }] : []
  const set: Change = { team, tags }
  if (random() < 0.7) set.assignee = by
  if (outcome === 'assigned') set.dueIn = 2 + Math.floor(random() * 14)
  return [{ at, set, by: 'nadia' }]
}

type Handling = {
  outcome: Outcome
  age: number
  random: () => number
  fill: (text: string) => string
  wording: Wording
  from: Correspondent
}

function handled(
  { by, thanks }: Everyday,
  { outcome, age, random, fill, wording, from }: Handling,
): Step[] {
  if (outcome === 'new' || outcome === 'assigned') return []
  const reply = letter(fill(wording.reply), by, englishPeople.includes(from))
  const answered: Step = { at: hour(Math.max(age - 1, 1), 15, random), reply, by, status: outcome }
  if (outcome !== 'archived' || age < 5 || random() > 0.35) return [answered]
  return [
    answered,
    { at: hour(age - 2, 8, random), mail: fill(thanks) },
    { at: hour(age - 2, 11, random), set: { status: 'archived' }, by },
  ]
}

function letter(text: string, by: Everyday['by'], isEnglish: boolean): string {
  const { name, title } = COLLEAGUES[by]
  const signature = `${name}\n${isEnglish ? 'Port-Lévêque town hall' : `${title} – ${ORGANISATION}`}`
  return isEnglish
    ? `Good morning,\n\n${text}\n\nBest wishes,\n${signature}`
    : `Bonjour,\n\n${text}\n\nBien cordialement,\n${signature}`
}

/** The older a matter, the further it got. */
function outcomeOf(age: number, chance: number): Outcome {
  if (age >= 25) return chance < 0.9 ? 'archived' : 'answered'
  if (age >= 9) return byChance(chance, { archived: 0.55, answered: 0.86, waiting: 0.95 })
  if (age >= 3) return byChance(chance, { archived: 0.3, answered: 0.58, waiting: 0.72 })
  if (chance < 0.25 && age > 1) return 'answered'
  return chance < 0.55 ? 'assigned' : 'new'
}

function byChance(
  chance: number,
  below: { archived: number; answered: number; waiting: number },
): Outcome {
  if (chance < below.archived) return 'archived'
  if (chance < below.answered) return 'answered'
  return chance < below.waiting ? 'waiting' : 'assigned'
}

/** Some time in the two hours after `from` o'clock. */
function hour(age: number, from: number, random: () => number): When {
  const minutes = Math.floor(random() * 119)
  return `${age}d ${from + Math.floor(minutes / 60)}:${minutes % 60}`
}

function filler(from: Correspondent, street: string, random: () => number) {
  const euros = 120 + Math.floor(random() * 4_000) + 0.5
  const values: Record<string, string> = {
    street,
    n: String(2 + Math.floor(random() * 58)),
    amount: euros.toLocaleString('fr-FR', { minimumFractionDigits: 2 }),
    name: from.name,
    when: random() < 0.5 ? 'une semaine' : 'lundi',
  }
  return (text: string): string =>
    text.replaceAll(/\{(\w+)\}/gu, (slot, name: string) => values[name] ?? slot)
}

function fileOf(
  kind: 'letter' | 'plan' | 'photo',
  subject: string,
  fill: (text: string) => string,
): DemoFile {
  if (kind === 'photo') return { name: 'IMG_2231.png', kind }
  const plain = subject.normalize('NFD').replaceAll(/\p{M}/gu, '')
  const name = `${plain.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.pdf`
  if (kind === 'plan') return { name, kind, title: subject }
  return { name, kind, title: subject, lines: [fill('{name}'), '', fill('{n} {street}')] }
}

function item<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('The list is empty.')
  return found
}

/** Numbers that look drawn by lot and are the same each time (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
