import { type Kysely, sql } from 'kysely'
import type { ReadModelTables } from '../tables.ts'
import type { ResourceRow } from './resources.ts'

type Db = Kysely<ReadModelTables>

const MOST_FOUND = 20
/** Each is looked for in every text, so no more of a question count. */
const MOST_SIGNS = 8

/**
 * Published articles that have every word of the question, or a word that begins so or has the same stem;
 * words like `the` only count alone. A title that nearly says the same is found, too. Best first:
 * words in the title weigh more than in the excerpt, and those more than in the content. Without any word, what is
 * there is looked for as it is written: an emoji.
 */
export async function searchKnowledge(db: Db, question: string): Promise<ResourceRow[]> {
  const terms = question.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return terms.every(isMark) ? searchSigns(db, question) : searchWords(db, question, terms)
}

/** A sigma at the end is also looked for as one after which the word goes on: upper case has one for both. */
async function searchWords(
  db: Db,
  question: string,
  terms: readonly string[],
): Promise<ResourceRow[]> {
  const { rows } = await sql<ResourceRow>`
    with term as (
      select string_agg(distinct quote_literal(beginning) || ':*', '|') as begins
      from unnest(${[...terms]}::text[]) with ordinality as asked (written, nth),
        lateral (select without_accents(written) as plain) as folded,
        lateral unnest(array[plain, regexp_replace(plain, 'ς$', 'σ')]) as beginning
      where plain <> '' group by nth
    ), word as (
      select to_tsquery('pg_catalog.english', begins) as stem,
        to_tsquery('pg_catalog.simple', begins) as spelt
      from term
    ), question as (
      select without_accents(${question}::text) as written, coalesce(
        string_agg(format('(%s)', stem || spelt), '&') filter (where numnode(stem) > 0),
        string_agg(format('(%s)', spelt), '&'))::tsquery as words
      from word
    )
    select article.* from knowledge_articles as article, question
    where not article.is_deleted and article.status = 'published' and (
      article.words @@ question.words
      or question.written operator(public.<%) without_accents(article.title))
    order by coalesce(ts_rank(article.words, question.words), 0)
        + public.word_similarity(question.written, without_accents(article.title)) desc,
      article.created_at desc, article.id desc
    limit ${MOST_FOUND}`.execute(db)
  return rows
}

/** Says how what is before it looks, and is no word. */
const isMark = (term: string) => !/[\p{L}\p{N}]/u.test(term)

/** Published articles that have each sign somewhere. All are read, 5,000 of 5 kB in some 30 ms for a sign. */
async function searchSigns(db: Db, question: string): Promise<ResourceRow[]> {
  // Whether a sign is asked for in colour is not always written, and so it parts signs like a space.
  const signs = question.split(/[\s\p{M}]+/u).filter(Boolean)
  const { rows } = await sql<ResourceRow>`
    select article.* from knowledge_articles as article, lateral (
      select min(weight) as least, sum(weight) as total
      from unnest(${[...new Set(signs)].slice(0, MOST_SIGNS)}::text[]) as sign, lateral (
        select case
          when strpos(article.title, sign) > 0 then 3
          when strpos(article.excerpt, sign) > 0 then 2
          when strpos(article.content, sign) > 0 then 1
          else 0 end as weight
      ) as place
    ) as found
    where not article.is_deleted and article.status = 'published' and found.least > 0
    order by found.total desc, article.created_at desc, article.id desc
    limit ${MOST_FOUND}`.execute(db)
  return rows
}

/** What is shown of the categories that live. */
export async function findKnowledgeCategories(
  db: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly id: number; readonly name: string }>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from knowledge_categories
    where id = any(${[...ids]}::bigint[]) and not is_deleted`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Category → how many articles are in it, drafts included; one without any is missing. */
export async function countArticles(
  db: Db,
  categories: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ id: number; n: number }>`
    select category_id as id, count(*) as n from knowledge_articles
    where category_id = any(${[...categories]}::bigint[]) and not is_deleted
    group by category_id`.execute(db)
  return new Map(rows.map(({ id, n }) => [id, n]))
}
