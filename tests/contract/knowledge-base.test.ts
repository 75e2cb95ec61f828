import { beforeAll, describe, expect, test } from 'vitest'
import { createAgent, createKnowledgeCategory } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { wrongFields } from './resource-client.ts'

const articles = '/internal/knowledge-articles'

const desk = useTestDesk()
let key: string
beforeAll(async () => {
  key = (await createAgent(desk.ask)).key
})

const post = (body: object) => desk.ask('POST', articles, { body })

async function add(title: string, fields: object = {}): Promise<number> {
  const { status, body, text } = await post({ title, ...fields })
  if (status !== 201) throw new Error(text)
  return body.data.id
}

describe('a slug', () => {
  const slugOf = async (title: string, fields: object = {}) =>
    (await post({ title, ...fields })).body.data.slug

  test('is made from the title, in letters that every address takes', async () => {
    expect(await slugOf('Crème Brûlée für Ärzte & Co.')).toBe('creme-brulee-fuer-aerzte-and-co')
    expect(await slugOf('Привет, мир')).toBe('privet-mir')
    expect(await slugOf('😀')).toBe('article')
    expect(await slugOf('x'.repeat(250))).toBe('x'.repeat(230))
    expect(await slugOf('Null', { slug: null })).toBe('null')
    expect(await slugOf('Blank', { slug: ' ' })).toBe('blank')
  })

  test('that is made and taken is numbered, also by many at once', async () => {
    expect(await slugOf('Twice')).toBe('twice')
    expect(await slugOf('Twice!')).toBe('twice-2')
    const slugs = await Promise.all(Array.from({ length: 10 }, () => slugOf('twice')))
    expect(new Set(slugs).size).toBe(10)
    expect(slugs.every((slug) => /^twice-\d+$/.test(slug))).toBe(true)
  })

  test('that is given and taken is refused, in whatever case', async () => {
    await post({ title: 'Mine', slug: 'mine' })
    expect(wrongFields(await post({ title: 'Other', slug: 'Mine' }))).toEqual(['slug'])
    expect(wrongFields(await post({ title: 'Other', slug: 'a b' }))).toEqual(['slug'])
    expect(await slugOf('Mine')).toBe('mine-2')
  })

  test('stays when the title changes, and is free again when the article is gone', async () => {
    const id = await add('Short lived')
    const { body } = await desk.ask('PUT', `${articles}/${id}`, { body: { title: 'Renamed' } })
    expect(body.data.slug).toBe('short-lived')
    await desk.ask('DELETE', `${articles}/${id}`)
    expect(await slugOf('Short lived')).toBe('short-lived')
  })
})

test('an article shows its category, and a category how many articles it has', async () => {
  const category_id = await createKnowledgeCategory(desk.ask, { name: 'Ink' })
  const url = `/internal/knowledge-categories/${category_id}`
  const count = async () => (await desk.ask('GET', url)).body.data.article_count
  expect(await count()).toBe(0)
  const first = await add('One', { category_id })
  const second = await add('Two', { category_id, status: 'draft' })
  const shown = { category_id, category: { id: category_id, name: 'Ink' } }
  expect((await desk.ask('GET', `${articles}/${first}`)).body.data).toMatchObject(shown)
  expect(await count()).toBe(2)
  await desk.ask('DELETE', `${articles}/${first}`)
  expect(await count()).toBe(1)
  const renamed = await desk.ask('PUT', url, { body: { name: 'Toner' } })
  expect(renamed.body.data).toMatchObject({ name: 'Toner', article_count: 1 })

  await desk.ask('DELETE', url)
  const left = (await desk.ask('GET', `${articles}/${second}`)).body.data
  expect(left).toMatchObject({ category_id: null, category: null })
})

test('the latest article is the first', async () => {
  const [older, newer] = [await add('Older'), await add('Newer')]
  const { body } = await desk.ask('GET', articles)
  expect(body.data.slice(0, 2).map(({ id }: { id: number }) => id)).toEqual([newer, older])
})

describe('a search', () => {
  const search = (q: string) =>
    desk.ask('GET', `/external/knowledge-base/search?q=${encodeURIComponent(q)}`, { key })
  const found = async (q: string): Promise<string[]> => {
    const { status, body } = await search(q)
    expect(status).toBe(200)
    return body.data.map(({ title }: { title: string }) => title)
  }

  test('finds words of the title, the excerpt and the content, the title first', async () => {
    await add('Third', { content: 'Nothing but zebras.' })
    await add('Second', { excerpt: 'About zebras' })
    await add('Zebras')
    expect(await found('zebras')).toEqual(['Zebras', 'Second', 'Third'])
  })

  test('finds without case, without accents, by stem, by beginning, and nearly right', async () => {
    await add('Émilie’s CONNECTION to the wörkshop')
    const questions = ['emilie', 'ÉMILIE', 'E\u0301milie', 'connected', 'connecti', 'workshop']
    for (const q of [...questions, 'WÖRK', 'the connections', 'workshop emil', 'conection']) {
      expect([q, await found(q)]).toEqual([q, ['Émilie’s CONNECTION to the wörkshop']])
    }
    expect(await found('connection zeppelin')).toEqual([])
  })

  test('finds published articles alone, as they are now, and at most twenty', async () => {
    const id = await add('Giraffe', { status: 'draft' })
    expect(await found('giraffe')).toEqual([])
    await desk.ask('PUT', `${articles}/${id}`, { body: { status: 'published' } })
    expect(await found('giraffe')).toEqual(['Giraffe'])
    await desk.ask('PUT', `${articles}/${id}`, { body: { title: 'Heron' } })
    expect(await found('giraffe')).toEqual([])
    await desk.ask('DELETE', `${articles}/${id}`)
    expect(await found('heron')).toEqual([])
    for (let n = 0; n < 22; n += 1) await add(`Ostrich ${n}`)
    expect(await found('ostrich')).toHaveLength(20)
  })

  test('finds a word by its beginning in upper case, also where that ends in a sigma', async () => {
    await add('Δίκτυο Μεσογείου')
    await add('Μες στη νύχτα')
    for (const q of ['μεσ', 'ΜΕΣ', 'Μεσόγ', 'ΜΕΣΌΓ']) {
      expect([q, await found(q)]).toEqual([q, expect.arrayContaining(['Δίκτυο Μεσογείου'])])
    }
    expect(await found('μες')).toContain('Μες στη νύχτα')
  })

  test('finds what is no word, such as an emoji, as it is written, best first', async () => {
    await add('In the content', { content: 'Press 🚀🔥!' })
    await add('Apart: 🔥 🚀')
    await add('In the excerpt', { excerpt: 'All about 🚀🔥' })
    await add('Emoji 🚀🔥 guide')
    await add('A draft 🚀🔥', { status: 'draft' })
    const together = ['Emoji 🚀🔥 guide', 'In the excerpt', 'In the content']
    expect(await found('🚀🔥')).toEqual(together)
    expect(await found('🚀 🔥')).toEqual(['Emoji 🚀🔥 guide', 'Apart: 🔥 🚀', ...together.slice(1)])
    expect(await found('🚀🔥 guide')).toEqual(['Emoji 🚀🔥 guide'])
    expect(await found('🚀🧊')).toEqual([])
    await add('With love ❤')
    expect(await found('❤\ufe0f❤\ufe0f')).toEqual(['With love ❤'])
  })

  test('shows articles as they are read elsewhere', async () => {
    const category_id = await createKnowledgeCategory(desk.ask)
    const id = await add('Walrus', { category_id, content: 'Tusks' })
    const { body } = await search('walrus')
    expect(body.data).toEqual([(await desk.ask('GET', `${articles}/${id}`)).body.data])
  })

  test('needs two characters, and takes whatever they are', async () => {
    for (const q of ['', 'a', ' a ', 'x'.repeat(251), '\u0000\u0000']) {
      expect(wrongFields(await search(q))).toEqual(['q'])
    }
    const missing = await desk.ask('GET', '/external/knowledge-base/search', { key })
    expect(wrongFields(missing)).toEqual(['q'])
    for (const q of ['!!', "'':*", '& | !', '\\\\', 'the of', '½½', '日本', '\u0301\u0301', '%_']) {
      expect([q, (await search(q)).status]).toEqual([q, 200])
    }
  })

  test('takes an article as long as one may be', async () => {
    const words = Array.from({ length: 90_000 }, (_, n) => `w${n.toString(36)}é`)
    await add('Encyclopædia', { content: words.join(' ') })
    expect(await found('encyclopaedia')).toEqual(['Encyclopædia'])
    expect(await found('w668')).toEqual(['Encyclopædia'])
  })
})
