/** The documented form, whole seconds in UTC: `2026-03-15T14:30:00Z`. */
export function presentTime(at: string | Date): string
export function presentTime(at: string | Date | null): string | null
export function presentTime(at: string | Date | null): string | null {
  if (at === null) return null
  const iso = typeof at === 'string' ? at : at.toISOString()
  return `${iso.slice(0, 19)}Z`
}
