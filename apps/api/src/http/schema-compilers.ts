import { AjvCompiler } from '@fastify/ajv-compiler'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

type Compilers = Required<NonNullable<FastifyServerOptions['schemaController']>>['compilersFactory']
type Serialize = ReturnType<ReturnType<typeof buildSerializer>>

const buildSerializer = SerializerSelector()

/**
 * Fastify's own compilers, of which all applications of this process share the validators, and which
 * compile how an answer is written when the first one is: all of them would delay the start.
 */
export const schemaCompilers: Compilers = {
  buildValidator: AjvCompiler(),
  buildSerializer(...options) {
    const compile = buildSerializer(...options)
    return (definition) => {
      let compiled: Serialize | undefined
      return (data) => (compiled ??= compile(definition))(data)
    }
  },
}
