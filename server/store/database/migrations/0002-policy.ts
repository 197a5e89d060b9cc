import type { Migration } from "../migrate.ts";

/**
 * What offices enter is only ever added to: a later row takes an earlier one's place, and a snapshot names the
 * last row it knew. `seq` of one study rises in the order of commits, because all who add hold the study's lock.
 */
export const policy: Migration = {
  name: "policy",
  statements: [
    `create function refuse_update() returns trigger language plpgsql as $$
       begin raise exception 'A row of % never changes: add a new one.', tg_table_name; end $$`,
    `create table stock_figure (
       seq bigint generated always as identity primary key,
       study text not null references study on delete cascade,
       item text not null,
       unit text not null,
       year integer not null,
       value json not null,
       source text not null,
       date text not null,
       entered timestamptz not null default clock_timestamp()
     )`,
    `create index stock_figure_study on stock_figure (study, seq)`,
    `create trigger stock_figure_never_changes before update on stock_figure
       for each row execute function refuse_update()`,
    `create table estate (
       seq bigint generated always as identity primary key,
       study text not null references study on delete cascade,
       code text not null,
       name text not null,
       within text not null,
       entered timestamptz not null default clock_timestamp()
     )`,
    `create index estate_study on estate (study, seq)`,
    `create trigger estate_never_changes before update on estate
       for each row execute function refuse_update()`,
    `create table attestation (
       seq bigint generated always as identity primary key,
       study text not null references study on delete cascade,
       entry text not null,
       unit text not null,
       year integer not null,
       value double precision,
       state text,
       note text not null,
       evidence json not null,
       file json,
       sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
       entered timestamptz not null default clock_timestamp()
     )`,
    `create index attestation_study on attestation (study, seq)`,
    `create trigger attestation_never_changes before update on attestation
       for each row execute function refuse_update()`,
    `create table policy_settings (
       seq bigint generated always as identity primary key,
       study text not null references study on delete cascade,
       settings json not null,
       entered timestamptz not null default clock_timestamp()
     )`,
    `create index policy_settings_study on policy_settings (study, seq)`,
    // Every version that was ever in use, those that came with the program among them, by its checksum.
    `create table policy_document (
       seq bigint generated always as identity primary key,
       id text not null,
       sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
       content text not null,
       built_in boolean not null,
       removed boolean not null,
       added timestamptz not null default clock_timestamp()
     )`,
    `create index policy_document_sha256 on policy_document (sha256)`,
    `create trigger policy_document_never_changes before update on policy_document
       for each row execute function refuse_update()`,
    `create table document_text (
       document text primary key,
       name text not null,
       bytes integer not null,
       content text not null,
       attached timestamptz not null default clock_timestamp()
     )`,
    `create table standard_edit (
       seq bigint generated always as identity primary key,
       value text not null,
       edit json,
       entered timestamptz not null default clock_timestamp()
     )`,
    `create table snapshot (
       study text not null references study on delete cascade,
       number integer not null check (number >= 1),
       name text not null,
       result text not null,
       scope text,
       settings json not null,
       documents json not null,
       later json not null,
       rules text not null check (rules ~ '^[0-9a-f]{64}$'),
       stock_seq bigint not null,
       attestation_seq bigint not null,
       estate_seq bigint not null,
       sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
       summary json not null,
       created timestamptz not null default clock_timestamp(),
       primary key (study, number)
     )`,
    `create trigger snapshot_never_changes before update on snapshot
       for each row execute function refuse_update()`,
  ],
};
