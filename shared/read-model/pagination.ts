import type { FieldErrors } from '../kernel/refused.ts'

export type Page = { readonly page: number; readonly per_page: number }

/** The contract's `meta` of every list. */
export type PageMeta = {
  readonly current_page: number
  readonly last_page: number
  readonly per_page: number
  readonly total: number
}

/** What a client sends, as text: query parameters are never anything else. */
export type PageQuery = {
  readonly page?: string | undefined
  readonly per_page?: string | undefined
}

export const DEFAULT_PER_PAGE = 15
export const MAX_PER_PAGE = 200

/**
 * `1e18` is a whole number of pages as well as any: such a page is past the end. It loses digits as a
 * number, which does no harm as long as the database is asked with `offsetIn` alone.
 */
const number = /^\+?\d+(\.0+)?([eE]\+?\d{1,3})?$/

/** @returns the page, or what is wrong with each parameter */
export function parsePage(
  query: PageQuery,
  defaultPerPage = DEFAULT_PER_PAGE,
): { readonly page: Page } | { readonly errors: FieldErrors } {
  const page = wholeNumber(query.page, 1)
  const per_page = wholeNumber(query.per_page, defaultPerPage)

  const errors = {
    ...(page >= 1 ? {} : { page: ['page must be a whole number of at least 1'] }),
    ...(per_page >= 1 && per_page <= MAX_PER_PAGE
      ? {}
      : { per_page: [`per_page must be a whole number from 1 to ${MAX_PER_PAGE}`] }),
  }
  if (Object.keys(errors).length > 0) return { errors }
  return { page: { page, per_page } }
}

/** How many rows come before the page; further than any list is long is far enough. */
export function offsetIn({ page, per_page }: Page): number {
  return Math.min((page - 1) * per_page, Number.MAX_SAFE_INTEGER)
}

/** An empty list has one page. */
export function pageMeta({ page, per_page }: Page, total: number): PageMeta {
  const last_page = Math.max(1, Math.ceil(total / per_page))
  return { current_page: page, last_page, per_page, total }
}

/** NaN for what is no whole number; an empty parameter counts as none. */
function wholeNumber(text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise
  if (!number.test(text)) return Number.NaN
  return Number.isInteger(Number(text)) ? Number(text) : Number.NaN
}
