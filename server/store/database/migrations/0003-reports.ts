import type { Migration } from "../migrate.ts";

/** Reports that were made. Their numbers are taken from the study, so that none is given twice. */
export const reports: Migration = {
  name: "reports",
  statements: [
    `alter table study add column reports_made integer not null default 0`,
    `create table report (
       study text not null references study on delete cascade,
       number integer not null check (number >= 1),
       name text not null,
       format text not null,
       bytes bigint not null,
       seconds double precision not null,
       snapshot integer not null,
       request json not null,
       notes json not null,
       sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
       created timestamptz not null default clock_timestamp(),
       primary key (study, number),
       foreign key (study, snapshot) references snapshot (study, number) on delete cascade
     )`,
  ],
};
