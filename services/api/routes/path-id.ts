import { z } from 'zod'

/** An id in a path. Whatever cannot be one, or is beyond what ids may be, belongs to nothing: 404. */
export const pathId = z
  .string()
  .regex(/^[1-9][0-9]{0,15}$/)
  .meta({ type: 'integer', minimum: 1 })
  .transform(Number)
  .refine(Number.isSafeInteger)
