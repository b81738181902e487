const FIRST_MAIL = Date.UTC(1970, 0)
const FAR_AWAY = Date.UTC(3000, 0)

/** A Date field that lies in times of e-mail: nonsense must not sort a list. */
export function readDate(value: string): Date | null {
  const time = Date.parse(value.replace(/\s*\([^()]*\)\s*$/, ''))
  return time >= FIRST_MAIL && time < FAR_AWAY ? new Date(time) : null
}
