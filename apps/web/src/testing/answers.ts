import { vi } from 'vitest'

type Asked = { method: string; path: string; body: unknown }
type Answers = Readonly<Record<string, (asked: Asked) => unknown>>

/**
 * Answers what the product asks its server, by method and path (`POST /api/v1/rules`; `*` stands for one id).
 * @returns what was asked, in its order. What has no answer is refused as not found.
 */
export function answering(answers: Answers): Asked[] {
  const all: Asked[] = []
  const fetched = vi.fn<typeof fetch>(async (input, init) => {
    const url = new URL(
      String(input instanceof Request ? input.url : input),
      'http://levee.example',
    )
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
    const asked = { method: init?.method ?? 'GET', path: url.pathname + url.search, body }
    all.push(asked)
    const answer = Object.entries(answers).find(([route]) =>
      isOf(route, asked.method, url.pathname),
    )
    if (!answer) return Response.json({ status: 404, title: 'Not found' }, { status: 404 })
    const value = answer[1](asked)
    return value instanceof Response ? value : Response.json(value ?? null)
  })
  vi.stubGlobal('fetch', fetched)
  return all
}

function isOf(route: string, method: string, path: string): boolean {
  const [wanted = '', pattern = ''] = route.split(' ')
  if (wanted !== method) return false
  const parts = pattern.split('/')
  const given = path.split('/')
  return (
    parts.length === given.length &&
    parts.every((part, index) => part === '*' || part === given[index])
  )
}
