import type { Migration } from "../migrate.ts";

/**
 * Documents are `json`, not `jsonb`: they are kept and given back, never searched, and come back as they went
 * in, in the order of their keys and with any character a file may hold. `seq` says what came first where
 * clocks cannot.
 */
export const first: Migration = {
  name: "studies-and-their-layers",
  statements: [
    // Says which state folder belongs to this database.
    `create table store (id text primary key)`,
    `insert into store (id) values (md5(random()::text || clock_timestamp()::text))`,
    `create table study (
       id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
       name text not null,
       synthetic boolean not null,
       resolution integer not null,
       snap_cap double precision not null,
       results_begun integer not null default 0,
       created timestamptz not null default clock_timestamp()
     )`,
    `create table layer_version (
       study text not null references study on delete cascade,
       layer text not null,
       version integer not null check (version >= 1),
       seq bigint generated always as identity,
       role text not null,
       name text not null,
       amount double precision not null,
       synthetic boolean not null,
       file json not null,
       sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
       source text not null,
       date text,
       crs json,
       mapping json not null,
       account json not null,
       facts json not null,
       created timestamptz not null default clock_timestamp(),
       primary key (study, layer, version)
     )`,
    `create index layer_version_sha256 on layer_version (sha256)`,
    `create function refuse_change() returns trigger language plpgsql as $$
       begin raise exception 'A version of a layer never changes: add a new one.'; end $$`,
    `create trigger layer_version_never_changes before update on layer_version
       for each row execute function refuse_change()`,
    `create table import (
       id text primary key,
       study text not null references study on delete cascade,
       seq bigint generated always as identity,
       file json not null,
       upload text not null,
       state text not null,
       decisions json not null,
       proposal json,
       error json,
       became json,
       created timestamptz not null default clock_timestamp()
     )`,
    `create index import_study on import (study)`,
    `create table template (
       id text primary key,
       name text not null unique,
       titles json not null,
       mapping json not null,
       created timestamptz not null default clock_timestamp()
     )`,
    `create table network_edit (
       study text not null references study on delete cascade,
       id integer not null check (id >= 1),
       step integer not null check (step >= 1),
       repair json not null,
       note text not null,
       state text not null check (state in ('in-force', 'undone', 'dropped')),
       created timestamptz not null default clock_timestamp(),
       primary key (study, id)
     )`,
    `create table result (
       id text primary key,
       study text not null references study on delete cascade,
       seq bigint generated always as identity,
       uses json not null,
       repairs json not null,
       created timestamptz not null default clock_timestamp()
     )`,
    `create index result_study on result (study)`,
    `create table audit (
       seq bigint generated always as identity primary key,
       study text not null,
       what text not null,
       detail json not null,
       at timestamptz not null default clock_timestamp()
     )`,
  ],
};
