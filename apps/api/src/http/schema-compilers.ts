import { AjvCompiler } from '@fastify/ajv-compiler'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

type Compilers = Required<NonNullable<FastifyServerOptions['schemaController']>>['compilersFactory']
const buildSerializer = SerializerSelector()
const serializers = new Map<unknown, (answer: unknown) => string>() // by schema

/**
 * Fastify's own compilers, which all applications of this process share. How an answer is written is
 * compiled when the first one is: to do it for every route would delay the start.
 */
export const schemaCompilers: Compilers = {
  buildValidator: AjvCompiler(),
  buildSerializer(...options) {
    const compile = buildSerializer(...options)
    return (definition) => (answer) => {
      const { schema } = definition
      const known = serializers.get(schema)
      if (known) return known(answer)
      const serialize = compile(definition)
      serializers.set(schema, serialize)
      return serialize(answer)
    }
  },
}
