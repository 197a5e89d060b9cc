import type { Assessment } from "#contract/policy/compliance.ts";
import type { ServiceFile } from "#contract/policy/measure.ts";
import type { LEDGER_LEVELS } from "#contract/policy/report.ts";
import type { NearestInUnit } from "#core/coverage/nearest-in-units.ts";
import { groundOf, type Area, type Ground } from "#core/policy/ground.ts";
import type { Division, PolicyInput } from "#core/policy/input.ts";
import type { Level, Service } from "#core/vocabulary.ts";
import { uniqueNames, type ExportValue } from "../export/export-table.ts";
import { SYNTHETIC_NOTICE } from "../layers.ts";
import { facilityColumns } from "./facility-columns.ts";
import { figureColumns, registerColumns } from "./figure-columns.ts";
import { indicatorColumns, todoColumns } from "./indicator-columns.ts";
import type { LedgerColumn } from "./ledger-column.ts";
import type { LedgerPremises } from "./premises-column.ts";
import { peopleColumns, unitColumns } from "./unit-columns.ts";
import { spatialColumns } from "./spatial-columns.ts";

export type LedgerLevel = (typeof LEDGER_LEVELS)[number];

/** What a ledger is made of. The assessment must be that of the input. */
export interface LedgerOrder {
  readonly assessment: Assessment;
  readonly input: PolicyInput;
  readonly level: LedgerLevel;
  readonly services: ServiceFile["services"];
  /** What each unit's people have nearest, in the order of the units; empty where spatial results are not to be had. */
  readonly nearest: readonly {
    readonly service: Service;
    readonly units: readonly NearestInUnit[];
  }[];
  /** Null where the study has no list of idle premises. */
  readonly premises: LedgerPremises | null;
  /** The age group that reach was counted for; null for everybody. */
  readonly reachGroups: Readonly<Partial<Record<Service, string | null>>>;
}

/** 台账: one row for every unit of a level, with what is known of it, what it lacks and whose task that is. */
export interface Ledger {
  readonly title: string;
  readonly level: LedgerLevel;
  readonly columns: readonly LedgerColumn[];
  readonly rows: readonly LedgerRow[];
  /** Of all rows together, as many as columns; null where there is no such thing. */
  readonly totals: readonly ExportValue[];
  /** Whole sentences that go with the data. */
  readonly notes: readonly string[];
}

export interface LedgerRow {
  readonly code: string;
  /** Indexes of the units it is made of. */
  readonly units: readonly number[];
  /** As many as columns; null for what is not known. */
  readonly values: readonly ExportValue[];
}

/** A unit of the ledger's level as its columns look at it. */
export interface LedgerPlace {
  /** Among the divisions of the ground. */
  readonly index: number;
  readonly division: Division;
  readonly area: Area;
}

/** What every family of columns is made from. */
export interface LedgerSource extends LedgerOrder {
  readonly ground: Ground;
  readonly places: readonly LedgerPlace[];
}

const LEVELS: Readonly<Record<LedgerLevel, readonly Level[]>> = {
  settlement: ["community", "village"],
  township: ["township"],
  county: ["county"],
};

export const LEDGER_LEVEL_WORDS: Readonly<Record<LedgerLevel, string>> = {
  settlement: "社区（村）",
  township: "乡镇（街道）",
  county: "县区",
};

/**
 * Totals are no row of it, so that it can be sorted and filtered; they stand on a sheet of their own. Policy
 * indicators and our own measurements are different groups of columns under different names.
 */
export function ledgerOf(order: LedgerOrder): Ledger {
  const { assessment, input, level } = order;
  const ground = groundOf(input);
  const places = ground.places.flatMap((index): LedgerPlace[] => {
    const division = ground.divisions[index];
    if (division === undefined || !LEVELS[level].includes(division.level)) return [];
    return [{ index, division, area: ground.areaOf(index) }];
  });
  places.sort((a, b) => (a.division.code < b.division.code ? -1 : 1));
  const source: LedgerSource = { ...order, ground, places };
  const offered = [
    ...unitColumns(source),
    ...peopleColumns(source),
    ...todoColumns(source),
    ...indicatorColumns(source),
    ...figureColumns(source),
    ...registerColumns(source),
    ...facilityColumns(source),
    ...spatialColumns(source),
  ];
  const told = offered
    .map((column) => ({ column, values: places.map((place) => column.valueOf(place)) }))
    .filter(({ column, values }) => column.optional !== true || values.some(says));
  const titles = uniqueNames(told.map(({ column }) => column.title));
  return {
    title: `${assessment.scope.name}${LEDGER_LEVEL_WORDS[level]}台账（${input.settings.year} 年）`,
    level,
    columns: told.map(({ column }, c) => ({ ...column, title: titles[c] ?? column.title })),
    rows: places.map(({ division, area }, r) => ({
      code: division.code,
      units: area.units,
      values: told.map(({ values }) => values[r] ?? null),
    })),
    totals: told.map(({ column, values }) => column.total?.(places, values) ?? null),
    notes: [
      ...(assessment.synthetic ? [SYNTHETIC_NOTICE] : []),
      basisSaid(assessment),
      "空白为未知或未填报，不等于 0。空间测算不是政策指标，不作达标判定。",
    ],
  };
}

function basisSaid({ documents, settings: { year } }: Assessment): string {
  if (documents.length === 0) return `没有适用于本地的政策文件，不作达标判定；数据年份 ${year}。`;
  const by = documents.map(({ short, number }) => `${short.zh}（${number}）`).join("、");
  return `依据：${by}；数据年份 ${year}。`;
}

/** A count of what is lacking or unknown is told only where some is. */
function says(value: ExportValue): boolean {
  return value !== null && value !== 0 && value !== "";
}
