import { servingSchema } from '@deskhive/shared/read-model/tables.ts'
import type pg from 'pg'

/** Everything of the rival lies in this schema of the database that both systems use. */
export const rivalSchema = 'rival'

/**
 * The tickets are a copy of the read model's table, its indexes included, so that both systems keep the
 * same row. The trigger is what such a team has for a history: the whole row, at every change.
 */
export async function createRivalTables(database: pg.Pool | pg.Client): Promise<void> {
  await database.query(`
    drop schema if exists ${rivalSchema} cascade;
    create schema ${rivalSchema};
    set search_path = ${rivalSchema};
    create table api_keys (
      id bigint primary key, key_hash text not null unique, scopes text[] not null,
      special boolean not null, is_revoked boolean not null default false);
    create table departments (id bigint primary key, name text not null);
    create table customers (id bigint primary key, name text not null, email text not null unique);
    create table tickets (like ${servingSchema}.tickets including all);
    alter table tickets
      add foreign key (customer_id) references customers,
      add foreign key (department_id) references departments;
    create sequence ticket_ids start 1001;
    create table audit (
      id bigint generated always as identity primary key, ticket_id bigint not null,
      action text not null, before jsonb, after jsonb, at timestamptz not null default now());
    create index audit_of_ticket on audit (ticket_id, id);
    create function write_audit() returns trigger language plpgsql as $body$
    begin
      insert into ${rivalSchema}.audit (ticket_id, action, before, after)
      values (new.id, tg_op, to_jsonb(old), to_jsonb(new));
      return null;
    end $body$;
    create trigger audit after insert or update on tickets
      for each row execute function write_audit();
    set search_path = default;
  `)
}
