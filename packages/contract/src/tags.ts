import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, List, Nothing, OneOf, Strict } from './values.ts'

export const TagColor = OneOf([
  'river',
  'reed',
  'ochre',
  'flood',
  'plum',
  'riverDeep',
  'reedDeep',
  'plumDeep',
])
export type TagColor = Static<typeof TagColor>

export const Tag = Type.Object({ id: Id, name: Type.String(), color: TagColor })
export type Tag = Static<typeof Tag>

const fields = { name: Type.String({ minLength: 1, maxLength: 60 }), color: TagColor }

export const listTags = endpoint({
  method: 'GET',
  url: '/api/v1/tags',
  schema: { summary: 'The tags', response: { 200: List(Tag) } },
})

export const addTag = endpoint({
  method: 'POST',
  url: '/api/v1/tags',
  schema: {
    summary: 'Add a tag; without a colour the least used one is taken',
    body: Strict({ name: fields.name, color: Type.Optional(TagColor) }),
    response: { 201: Tag },
  },
})

export const changeTag = endpoint({
  method: 'PATCH',
  url: '/api/v1/tags/:id',
  schema: {
    summary: 'Rename or recolour a tag',
    params: IdParams,
    body: Type.Partial(Strict(fields)),
    response: { 200: Tag },
  },
})

export const removeTag = endpoint({
  method: 'DELETE',
  url: '/api/v1/tags/:id',
  schema: {
    summary: 'Remove a tag from everywhere (admin)',
    params: IdParams,
    response: { 204: Nothing },
  },
})
