/**
 * The runner's own tables, one row per group of projections. Run it in the schema where the groups live;
 * running it again changes nothing.
 */
export const projectionTablesSql = `
create table if not exists projection_ownership (
  name text primary key,
  owner text not null,
  epoch bigint not null,
  expires_at timestamptz not null
);
create table if not exists projection_checkpoint (
  name text primary key,
  position bigint not null,
  epoch bigint not null,
  updated_at timestamptz not null default clock_timestamp()
);
create table if not exists projection_parked (
  name text not null,
  position bigint not null,
  stream text not null,
  revision bigint not null,
  event_id text not null,
  event_type text not null,
  error text not null,
  parked_at timestamptz not null default clock_timestamp(),
  primary key (name, position)
);
create index if not exists projection_parked_stream on projection_parked (name, stream);
create or replace function projection_fence(moved bigint) returns void language plpgsql as $body$
begin
  if moved <> 1 then
    raise exception 'another owner moved the checkpoint' using errcode = 'DHF01';
  end if;
end
$body$;
`
