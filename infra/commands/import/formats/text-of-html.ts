import { compile } from 'html-to-text'

/** For what is nested deeper three dots stand: no mail is so, and all of it has to fit on the stack. */
const DEEPEST = 500

const textOf = compile({
  wordwrap: false,
  limits: { maxDepth: DEEPEST },
  selectors: [
    { selector: 'img', format: 'skip' },
    {
      selector: 'a',
      options: { linkBrackets: ['(', ')'], hideLinkHrefIfSameAsText: true, ignoreHref: false },
    },
    {
      selector: 'tr',
      format: 'block',
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    },
    ...['td', 'th'].map((selector) => ({
      selector,
      format: 'inlineSurround',
      options: { prefix: '', suffix: ' ' },
    })),
    { selector: 'ul', options: { itemPrefix: '- ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
})

/** What a reader sees of it in plain text, links with where they lead; `''` where that is nothing but pictures. */
export function textOfHtml(html: string): string {
  return textOf(html).replaceAll('\u00a0', ' ').replaceAll(/ +$/gm, '').trim()
}
