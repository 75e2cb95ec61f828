/**
 * Composed and in lower case, as text is compared whose case makes no difference. What a `Σ` becomes in lower case
 * depends on the letters around it, so its two forms are one here. Letters whose upper case is another word's (`ß`,
 * `SS`) stay apart.
 */
export function foldCase(text: string): string {
  return inLowerCase(text).replaceAll('ς', 'σ')
}

/** As it is written in lower case, composed. */
export function inLowerCase(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC')
}
