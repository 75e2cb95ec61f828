import { type Kysely, sql } from 'kysely'
import { knowledgeArticle } from '../domain/knowledge-article/knowledge-article.ts'

/** More would not fit into one `tsvector`, which holds 1 MB, whatever the words are. */
const SEARCHED_CHARACTERS = 50_000

const articles = sql.table(knowledgeArticle.table)

/**
 * What searching the knowledge base needs: text without case and accents, and of each article its words,
 * as they are written and as English stems, title before excerpt before content. Kept by the database.
 */
export async function createKnowledgeSearch<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`create extension if not exists unaccent schema public`.execute(db)
  await sql`create extension if not exists pg_trgm schema public`.execute(db)
  // `unaccent` itself is only stable, for its rules could be replaced; nobody does.
  await sql`
    create or replace function without_accents(written text) returns text
      language sql immutable strict parallel safe
      return lower(public.unaccent('public.unaccent', normalize(written)) collate "und-x-icu")`.execute(
    db,
  )
  await sql`
    create or replace function words_of(written text, weight "char") returns tsvector
      language sql immutable parallel safe
      return setweight(
        to_tsvector('pg_catalog.english', coalesce(without_accents(written), ''))
        || to_tsvector('pg_catalog.simple', coalesce(without_accents(written), '')),
        weight)`.execute(db)
  await sql`
    alter table ${articles} add column if not exists words tsvector
      generated always as (
        words_of(title, 'A') || words_of(excerpt, 'B')
        || words_of(left(content, ${sql.lit(SEARCHED_CHARACTERS)}), 'C')) stored`.execute(db)
  await sql`
    create index if not exists knowledge_articles_words on ${articles} using gin (words)
      where not is_deleted`.execute(db)
  await sql`
    create index if not exists knowledge_articles_title on ${articles}
      using gin (without_accents(title) public.gin_trgm_ops) where not is_deleted`.execute(db)
}
