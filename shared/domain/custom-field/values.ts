import { z } from 'zod'
import { email, longText, text } from '../resource/fields.ts'

export const customFieldTypes = [
  'date',
  'datetime_local',
  'email',
  'number',
  'tel',
  'text',
  'textarea',
  'time',
  'url',
] as const
export type CustomFieldType = (typeof customFieldTypes)[number]

/** As it was sent: numbers may come as JSON numbers or as text, as forms have them. */
export type CustomFieldValue = string | number

type Rule = { readonly schema: z.ZodType; readonly predicate: string }

const time = '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?'

const rules: { readonly [type in CustomFieldType]: Rule } = {
  date: { schema: z.iso.date(), predicate: 'must be a date such as 2026-03-15' },
  datetime_local: {
    schema: z.string().refine(isLocalTime),
    predicate: 'must be a date and time such as 2026-03-15T14:30',
  },
  email: { schema: email(250), predicate: 'must be a valid email address' },
  number: {
    schema: z.union([z.number(), z.string().regex(/^[+-]?\d{1,30}(\.\d{1,30})?$/)]),
    predicate: 'must be a number',
  },
  tel: {
    schema: z.string().regex(/^(?=(.*\d){3})[+\d ()./-]{3,50}$/),
    predicate: 'must be a telephone number such as +49 30 123456',
  },
  text: { schema: text(1_000), predicate: 'must be a text of at most 1000 characters' },
  textarea: { schema: longText(), predicate: 'must be a text' },
  time: {
    schema: z.string().regex(new RegExp(`^${time}$`)),
    predicate: 'must be a time such as 14:30',
  },
  url: {
    schema: z.url({ protocol: /^https?$/ }).max(2_000),
    predicate: 'must be an address such as https://example.org',
  },
}

/** @returns what is wrong, to be read after the field's name; `null` where the type takes the value */
export function faultOfValue(type: CustomFieldType, value: CustomFieldValue): string | null {
  const { schema, predicate } = rules[type]
  return schema.safeParse(value).success ? null : predicate
}

/** A field left blank has no value. */
export function isBlank(value: CustomFieldValue | null): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '')
}

function isLocalTime(value: string): boolean {
  const [day = '', clock = ''] = value.split('T')
  return z.iso.date().safeParse(day).success && new RegExp(`^${time}$`).test(clock)
}
