import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'

const { as, aUser } = await testApp()
const asAdmin = as(await aUser({ role: 'admin' }))
const asStaff = as(await aUser())

describe('tags', () => {
  it('are added by anybody in the hue that is used least, renamed, recoloured and removed', async () => {
    const colors = []
    for (const name of ['Voirie', 'Bruit', 'Urgent'])
      colors.push((await asStaff.post('/api/v1/tags', { name })).json().color)
    expect(new Set(colors).size).toBe(3)
    const { id } = (await asStaff.post('/api/v1/tags', { name: 'Eau', color: 'plum' })).json()
    const changed = await asAdmin.patch(`/api/v1/tags/${id}`, { name: 'Eaux', color: 'flood' })
    expect(changed.json()).toEqual({ id, name: 'Eaux', color: 'flood' })
    expect((await asStaff.get('/api/v1/tags')).json()).toMatchObject({
      items: [{ name: 'Bruit' }, { name: 'Eaux' }, { name: 'Urgent' }, { name: 'Voirie' }],
      nextCursor: null,
    })
    expect((await asAdmin.delete(`/api/v1/tags/${id}`)).statusCode).toBe(204)
    expect(await asAdmin.delete(`/api/v1/tags/${id}`)).toBeProblem(404, 'not-found')
    expect(await asAdmin.patch(`/api/v1/tags/${id}`, { name: 'X' })).toBeProblem(404, 'not-found')
  })

  it('refuse a name that another has, an unknown hue, an empty name', async () => {
    const { id } = (await asStaff.post('/api/v1/tags', { name: 'Sport' })).json()
    await asStaff.post('/api/v1/tags', { name: 'École' })
    expect(await asStaff.post('/api/v1/tags', { name: 'SPORT' })).toBeProblem(409, 'conflict')
    expect(await asAdmin.patch(`/api/v1/tags/${id}`, { name: 'école' })).toBeProblem(
      409,
      'conflict',
    )
    expect(await asStaff.post('/api/v1/tags', { name: 'X', color: 'pink' })).toBeProblem(
      400,
      'invalid',
    )
    expect(await asStaff.post('/api/v1/tags', { name: '' })).toBeProblem(400, 'invalid')
  })
})
