import type { ListedRule, SignedIn } from '@levee/contract'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterContextProvider,
  RouterProvider,
} from '@tanstack/react-router'
import { createEvent, fireEvent, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { aRule } from '../../testing/a-rule.ts'
import { answering } from '../../testing/answers.ts'
import { ToastPlace } from '../../ui/toast.tsx'
import { RulesPage } from './rules-page.tsx'

const admin: SignedIn = {
  user: {
    id: 'u',
    name: 'Ana',
    email: 'a@b.example',
    role: 'admin',
    locale: 'en',
    disabledAt: null,
  },
  organisation: 'Port-Lévêque',
  timeZone: 'Europe/Paris',
}
const page = (items: readonly unknown[]) => ({ items, nextCursor: null })

/** Whether the screen is that of a phone; jsdom has none. */
const phone = {
  matches: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}

/** The rule book of a server that keeps what it is told. */
async function aBook(...names: string[]) {
  vi.stubGlobal('matchMedia', () => phone)
  let rules = names.map((name, index) => aRule({ id: `r${index + 1}`, name }))
  const removed: ListedRule[] = []
  const asked = answering({
    'GET /api/v1/rules': () => page(rules),
    'GET /api/v1/mailboxes': () => page([]),
    'GET /api/v1/users': () => page([]),
    'GET /api/v1/teams': () =>
      page([{ id: 't', name: 'Planning', memberIds: [], assignment: 'manual' }]),
    'GET /api/v1/tags': () => page([]),
    'PUT /api/v1/rules/order': ({ body }) => {
      const { ids } = Object(body)
      rules = rules.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
      return page(rules)
    },
    'DELETE /api/v1/rules/*': ({ path }) => {
      removed.push(...rules.filter(({ id }) => path.endsWith(id)))
      rules = rules.filter(({ id }) => !path.endsWith(id))
      return new Response(null, { status: 204 })
    },
    'POST /api/v1/rules/*/restore': () => {
      rules = [...rules, ...removed].toSorted((one, other) => (one.id < other.id ? -1 : 1))
      return removed.pop()
    },
    'PATCH /api/v1/rules/*': ({ path, body }) => {
      rules = rules.map((rule) => (path.endsWith(rule.id) ? { ...rule, ...Object(body) } : rule))
      return rules.find(({ id }) => path.endsWith(id))
    },
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.setQueryData(['session'], admin)
  const root = createRootRoute()
  const rulesRoute = createRoute({
    getParentRoute: () => root,
    path: '/rules/{-$id}',
    component: RulesPage,
  })
  const router = createRouter({
    routeTree: root.addChildren([rulesRoute]),
    history: createMemoryHistory({ initialEntries: ['/rules'] }),
  })
  await router.load()
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <RouterContextProvider router={router}>
          <RouterProvider router={router} />
          <ToastPlace />
        </RouterContextProvider>
      </QueryClientProvider>
    </I18nProvider>,
  )
  await screen.findByRole('link', { name: names[0] })
  return { asked }
}

function shown(): (string | null)[] {
  return within(screen.getByRole('region', { name: 'Rules' }))
    .getAllByRole('link')
    .map((link) => link.textContent)
}

const focused = () => document.activeElement?.getAttribute('aria-label')

async function choose(rule: string, command: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: `More about ${rule}` }))
  await userEvent.click(await screen.findByRole('menuitem', { name: command }))
}

/** What jsdom knows nothing of. */
function drag(row: Element, kind: 'dragStart' | 'dragOver' | 'drop' | 'dragEnd'): void {
  const event = createEvent[kind](row)
  Object.defineProperty(event, 'dataTransfer', {
    value: { setData: () => undefined, effectAllowed: '' },
  })
  fireEvent(row, event)
}

describe('the rule book', () => {
  it('is put in another order by dragging, and says meanwhile which place a rule would get', async () => {
    const { asked } = await aBook('One', 'Two', 'Three')
    const [first, , third] = screen.getAllByRole('listitem')
    if (!first || !third) throw new Error('The rules are not there.')
    drag(third, 'dragStart')
    drag(first, 'dragOver')
    expect(screen.getByText('becomes number 1')).toBeTruthy()
    drag(first, 'drop')
    drag(third, 'dragEnd')
    await expect.poll(shown).toEqual(['Three', 'One', 'Two'])
    expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ ids: ['r3', 'r1', 'r2'] })
  })

  it('is put in another order by keyboard, and by the menu for who cannot drag', async () => {
    await aBook('One', 'Two', 'Three')
    screen.getByRole('link', { name: 'One' }).focus()
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    await expect.poll(shown).toEqual(['Two', 'One', 'Three'])
    expect(document.activeElement?.textContent).toBe('One')
    await userEvent.click(screen.getByRole('button', { name: 'More about Two' }))
    await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Number 3' }))
    await expect.poll(shown).toEqual(['One', 'Three', 'Two'])
  })

  it('gives a deleted rule back where it was', async () => {
    await aBook('One', 'Two')
    await choose('One', 'Delete')
    await expect.poll(shown).toEqual(['Two'])
    expect(await screen.findByText('“One” was deleted.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /^Undo/ }))
    await expect.poll(shown).toEqual(['One', 'Two'])
  })

  it('opens a copy of a rule as a draft that is not there yet', async () => {
    const { asked } = await aBook('One')
    await choose('One', 'Duplicate')
    const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name of the rule' })
    expect(name.value).toBe('One (copy)')
    await expect.poll(() => document.activeElement).toBe(name)
    expect(screen.getByText('Draft')).toBeTruthy()
    expect(shown()).toEqual(['One', 'One (copy)'])
    expect(screen.getByText('Draft, not published')).toBeTruthy()
    expect(
      asked.filter(({ method, path }) => method === 'POST' && path === '/api/v1/rules'),
    ).toEqual([])
  })

  it('begins a rule with one of the commonest, which says what is still to be chosen', async () => {
    await aBook('One')
    await userEvent.click(screen.getByRole('button', { name: 'New rule' }))
    await userEvent.click(await screen.findByRole('button', { name: /GDPR requests/ }))
    const form = await screen.findByRole('form', { name: 'Rule' })
    expect(form.textContent).toContain('its subject contains “RGPD” or “GDPR”')
    await userEvent.click(screen.getByRole('button', { name: /^Publish/ }))
    expect(within(form).getAllByText('Fill this in.').length).toBeGreaterThan(0)
    await expect.poll(focused).toBe('Department')
    const adder = () => screen.getAllByRole('button', { name: 'Condition' })[0] ?? form
    await userEvent.click(adder())
    await screen.findByRole('menuitem', { name: 'Text' })
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.activeElement).toBe(adder())
    await userEvent.click(adder())
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Text' }))
    await expect.poll(focused).toBe('Value')
    await userEvent.keyboard('pool,')
    expect(form.textContent).toContain('its text contains “pool”')
    await userEvent.click(screen.getByRole('button', { name: 'Add an action' }))
    const [first] = await screen.findAllByRole('menuitem')
    first?.focus()
    await userEvent.keyboard('{ArrowRight}') // goes along the buttons, not out of the menu
    expect(document.activeElement).toBe(first)
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Put on a tag' }))
    await expect.poll(focused).toBe('Tag')
    await userEvent.click(screen.getByRole('button', { name: 'Deadline' }))
    await expect.poll(focused).toBe('Deadline policy')
    await userEvent.click(screen.getByText('Stop here if the rule applies'))
    expect(form.textContent).toContain('look at no later rule')
  })

  it('switches a rule off at once, and on again', async () => {
    await aBook('One')
    await userEvent.click(screen.getByRole('switch', { name: 'One' }))
    expect(screen.getByRole('switch', { name: 'One' }).getAttribute('aria-checked')).toBe('false')
    await userEvent.click(await screen.findByRole('button', { name: /^Undo/ }))
    await expect
      .poll(() => screen.getByRole('switch', { name: 'One' }).getAttribute('aria-checked'))
      .toBe('true')
  })

  it('is only read and switched on a phone', async () => {
    phone.matches = true
    try {
      const { asked } = await aBook('One')
      await userEvent.click(screen.getByRole('switch', { name: 'One' }))
      await expect.poll(() => asked.some(({ method }) => method === 'PATCH')).toBe(true)
      await userEvent.click(screen.getByRole('link', { name: 'One' }))
      const name = await screen.findByRole<HTMLInputElement>('textbox', {
        name: 'Name of the rule',
      })
      expect(name.readOnly).toBe(true)
      for (const button of [/^Publish/, 'New rule', 'More about One'])
        expect(screen.queryByRole('button', { name: button })).toBeNull()
    } finally {
      phone.matches = false
    }
  })
})
