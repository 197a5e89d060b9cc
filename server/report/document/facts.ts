import type { Assessment } from "#contract/policy/compliance.ts";
import type { PolicyDocument } from "#contract/policy/document.ts";
import type { ServiceFile, Theme } from "#contract/policy/measure.ts";
import type { EvidenceMark, Service } from "#core/vocabulary.ts";
import type { ToldPlan } from "../siting-plan/told-plan.ts";

/** Everything a report is written from. Nothing is worked out that does not stand here. */
export interface ReportFacts {
  readonly assessment: Assessment;
  /** Without a number as long as it is not kept. */
  readonly snapshot: {
    readonly number: number | null;
    readonly name: string;
    readonly created: string;
  };
  readonly documents: readonly ReportSource[];
  /** In the order of the chapters. */
  readonly themes: readonly Theme[];
  readonly services: ServiceFile["services"];
  /** By entry id, the services that the clause is about. */
  readonly entryServices: Readonly<Record<string, readonly Service[]>>;
  /** Plans for new sites, the newest first; of every service that was searched for at least one. */
  readonly plans: readonly ToldPlan[];
  readonly layers: readonly LayerFact[];
  readonly standards: readonly StandardFact[];
  readonly walking: WalkingFacts;
  /** In the order of the services; empty where nothing was measured. */
  readonly reach: readonly ServiceReach[];
  /** The pictures that were drawn, by key. */
  readonly pictures: ReadonlyMap<string, PictureFact>;
}

export type ReportSource = Pick<PolicyDocument, "id" | "number" | "title" | "tier"> & {
  readonly incomplete: string | null;
};

export interface PictureFact {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** What is on it besides, in words: its legend and notes. */
  readonly said: string;
}

/** A version of a layer that the result was computed from. */
export interface LayerFact {
  /** 路网, 单元, 人口, 设施. */
  readonly role: string;
  readonly version: string;
  readonly name: string;
  /** What the data describe; null where nobody said. */
  readonly date: string | null;
  readonly source: string;
}

export interface StandardFact {
  readonly standard: string;
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly evidence: EvidenceMark;
  /** Where the office took the value from that it put in place of ours; null where it did not. */
  readonly edited: string | null;
}

export interface WalkingFacts {
  readonly minutes: number;
  /** Metres per second. */
  readonly slow: number;
  readonly normal: number;
  readonly fast: number;
  /** Metres. */
  readonly snapCap: number;
}

/** 步行可达 of one service in the report's scope: a measurement of ours, never a policy indicator. */
export interface ServiceReach {
  readonly service: Service;
  readonly facilities: number;
  readonly people: number;
  readonly covered: number;
  readonly gap: number;
  readonly unknown: number;
  /** covered ÷ (covered + gap), at three speeds; null where nobody is judged. */
  readonly share: number | null;
  readonly slow: number | null;
  readonly fast: number | null;
  /** The largest, most people first. */
  readonly gaps: readonly GapFact[];
}

export interface GapFact {
  readonly name: string;
  /** Of the scope. */
  readonly people: number;
  readonly squareKilometres: number;
}

/** Names of the pictures of a report. */
export function reachPicture(service: Service): string {
  return `reach-${service}`;
}

export function statusPicture(indicator: string): string {
  return `status-${indicator}`;
}
