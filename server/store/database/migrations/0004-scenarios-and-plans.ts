import type { Migration } from "../migrate.ts";

/** What is planned for a study. Numbers are taken from the study, so that none is given twice. */
export const scenariosAndPlans: Migration = {
  name: "scenarios-and-plans",
  statements: [
    `alter table study
       add column scenarios_made integer not null default 0,
       add column plans_made integer not null default 0`,
    `create table scenario (
       study text not null references study on delete cascade,
       number integer not null check (number >= 1),
       version integer not null default 1 check (version >= 1),
       name text not null,
       steps integer not null check (steps >= 0),
       content json not null,
       created timestamptz not null default clock_timestamp(),
       changed timestamptz not null default clock_timestamp(),
       primary key (study, number)
     )`,
    `create table siting_plan (
       study text not null references study on delete cascade,
       number integer not null check (number >= 1),
       objective text not null,
       services json not null,
       status text not null,
       sites integer not null check (sites >= 0),
       value double precision not null,
       bound double precision not null,
       sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
       created timestamptz not null default clock_timestamp(),
       primary key (study, number)
     )`,
  ],
};
