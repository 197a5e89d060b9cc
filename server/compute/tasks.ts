import type { Progress } from "#contract/jobs.ts";
import type { Gap } from "#core/coverage/gaps.ts";
import type { Survey } from "#core/coverage/survey.ts";
import type { Measure, WalkingGraph } from "#core/network/graph.ts";
import type { Direction, Service } from "#core/vocabulary.ts";
import type { StudyRecord } from "../store/study-record.ts";

/** Everything a thread can be asked to do. */
export type Task = MakeTask | SurveyTask | GapsTask;

/** Make a study out of files and write it into a folder. */
export interface MakeTask {
  readonly kind: "make";
  readonly id: string;
  readonly name: string;
  readonly created: string;
  readonly resolution: number;
  readonly snapCap: number;
  readonly source: Source;
  /** Where the finished study is written. */
  readonly folder: string;
}

/** Files that were given, or the demonstration, which is generated into a folder first. */
export type Source =
  | { readonly kind: "files"; readonly files: StudyFiles }
  | { readonly kind: "demonstration"; readonly into: string; readonly stamp: string };

export interface StudyFiles {
  readonly network: string;
  readonly facilities: string;
  readonly people: string;
  readonly units?: string;
}

/** See the study in a folder with the eyes of one walker. */
export interface SurveyTask {
  readonly kind: "survey";
  readonly folder: string;
  readonly record: StudyRecord;
  readonly measure: Measure;
  readonly direction: Direction;
}

export interface GapsTask extends Omit<SurveyTask, "kind"> {
  readonly kind: "gaps";
  readonly service: Service;
  /** Thousandths of the measure, inclusive. */
  readonly limit: number;
}

/** A survey as it travels between threads: without the ground, which both sides have. */
export interface SurveyColumns extends Omit<Survey, "ground" | "graph"> {
  readonly graph: Omit<WalkingGraph, "network">;
}

export interface Results {
  readonly make: null;
  readonly survey: SurveyColumns;
  readonly gaps: readonly Gap[];
}

/** What a thread says while it works and when it ends. */
export type Message =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly result: Results[keyof Results] }
  | { readonly kind: "refused"; readonly message: string };
