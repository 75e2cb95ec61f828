import type { RouteOptions } from 'fastify'

export function isWrite({ method }: RouteOptions): boolean {
  return [method].flat().some((name) => name === 'POST' || name === 'PUT' || name === 'DELETE')
}
