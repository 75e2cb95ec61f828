import { expect, test } from 'vitest'
import { textOfHtml } from './text-of-html.ts'

test.each([
  [
    'the rows of a table',
    '<table><tr><th>Part</th><th>Price</th></tr><tr><td>Disk</td><td>80</td></tr></table>',
    'Part Price\nDisk 80',
  ],
  ['a heading as it was written', '<h2>To do</h2><p>All</p>', 'To do\n\nAll'],
  [
    'a link once where it says where it leads',
    '<a href="https://a.test/">https://a.test/</a>',
    'https://a.test/',
  ],
  [
    'nothing of pictures, scripts and styles',
    '<img src="a" alt="b"><script>c</script><style>d</style>',
    '',
  ],
])('has %s', (_what, html, text) => {
  expect(textOfHtml(html)).toBe(text)
})

test('says where it leaves out what is nested too deep', () => {
  const html = `<p>Hello</p>${'<div>'.repeat(10_000)}down here`
  expect(textOfHtml(html)).toBe('Hello\n\n...')
})
