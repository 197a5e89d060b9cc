import type { Decisions, Proposal, Role, RowNote } from "#contract/import.ts";
import type { Progress, Said } from "#contract/jobs.ts";
import type { NetworkCheck, Repair, Template } from "#contract/layers.ts";
import type { ScenarioState } from "#contract/scenario.ts";
import type { ReportFormat, ReportRequest } from "#contract/policy/report.ts";
import type { SearchPoint } from "#contract/siting.ts";
import type { Gap } from "#core/coverage/gaps.ts";
import type { Survey } from "#core/coverage/survey.ts";
import type { NotGiven } from "#core/demand/not-given.ts";
import type { Measure, WalkingGraph } from "#core/network/graph.ts";
import type { Network } from "#core/network/network.ts";
import type { RepairFailure } from "#core/network/repairs.ts";
import type { SceneStreets } from "#core/scenario/streets.ts";
import type { Direction, Service } from "#core/vocabulary.ts";
import type { LedgerOrder } from "../report/ledger/ledger.ts";
import type { ToldPlan } from "../report/siting-plan/told-plan.ts";
import type { StudyRecord } from "../store/study-record.ts";
import type { ReportMade } from "./make-report.ts";
import type { WrittenFacts } from "./report/report-facts.ts";
import type { MadePlan, PlanOrder } from "./siting/make-plan.ts";

/** Everything a thread can be asked to do. */
export type Task =
  | JudgeTask
  | DemonstrateTask
  | ComputeTask
  | CheckNetworkTask
  | SurveyTask
  | GapsTask
  | SceneStreetsTask
  | ReportTask
  | LedgerReportTask
  | SiteTask;

/** One layer of a study in the version to be used. */
export interface LayerFile {
  readonly layer: string;
  readonly version: number;
  readonly role: Role;
  readonly name: string;
  /** Where its normalised content is kept. */
  readonly path: string;
  /** Of people by unit, where the table left some out. */
  readonly notGiven?: NotGiven;
  /** The file it came from. */
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
}

/** Read a file and judge what it would become; writes the content that would be stored into a folder. */
export interface JudgeTask {
  readonly kind: "judge";
  readonly path: string;
  readonly name: string;
  readonly decisions: Decisions;
  /** What the study has already. */
  readonly layers: readonly LayerFile[];
  readonly templates: readonly Template[];
  readonly resolution: number;
  readonly snapCap: number;
  /** Not yet there. */
  readonly folder: string;
}

/** What judging a file came to. */
export interface Judgement {
  readonly proposal: Proposal;
  /** All notes on rows, which the proposal may not hold. */
  readonly notes: readonly RowNote[];
  /** Name of the content's file in the task's folder; null where nothing can be stored yet. */
  readonly content: string | null;
  /** See `LayerVersion`. */
  readonly amount: number;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly sha256: string;
}

/** Generate the demonstration district and judge its files, each into a folder of its own below `folder`. */
export interface DemonstrateTask {
  readonly kind: "demonstrate";
  readonly resolution: number;
  readonly snapCap: number;
  readonly folder: string;
}

export interface DemonstrationLayer extends Judgement {
  readonly role: Role;
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
  /** Where the content is. */
  readonly path: string;
}

/** Compute a result of a study from its layers and write it into a folder. */
export interface ComputeTask {
  readonly kind: "compute";
  /** Of the result. */
  readonly id: string;
  readonly study: { readonly id: string; readonly name: string; readonly synthetic: boolean };
  readonly created: string;
  readonly stamp: string | null;
  readonly resolution: number;
  readonly snapCap: number;
  readonly layers: readonly LayerFile[];
  readonly repairs: readonly Repair[];
  /** Not yet there. */
  readonly folder: string;
}

/** Look for what is wrong with the streets of a study. */
export interface CheckNetworkTask {
  readonly kind: "check-network";
  readonly layers: readonly LayerFile[];
  readonly repairs: readonly Repair[];
  readonly resolution: number;
  readonly snapCap: number;
}

/** See the study in a folder with the eyes of one walker; as a scenario has it where a state is given. */
export interface SurveyTask {
  readonly kind: "survey";
  readonly folder: string;
  readonly record: StudyRecord;
  readonly state?: ScenarioState;
  readonly measure: Measure;
  readonly direction: Direction;
}

export interface GapsTask extends Omit<SurveyTask, "kind"> {
  readonly kind: "gaps";
  readonly service: Service;
  /** Thousandths of the measure, inclusive. */
  readonly limit: number;
}

/** Make the streets of a scenario from those of the study in a folder. */
export interface SceneStreetsTask extends Pick<SurveyTask, "folder" | "record"> {
  readonly kind: "scene-streets";
  readonly streets: ScenarioState["streets"];
  /** To see today's facilities on them as well. */
  readonly walker?: Pick<SurveyTask, "measure" | "direction">;
}

/** Write a report of an assessment that was made; for a preview without its file. */
export interface ReportTask {
  readonly kind: "report";
  /** Where the result is that was assessed. */
  readonly folder: string;
  readonly record: StudyRecord;
  readonly request: ReportRequest;
  readonly facts: WrittenFacts;
  readonly preview: boolean;
}

/** Write the ledgers of an assessment as a file. */
export interface LedgerReportTask {
  readonly kind: "ledger-report";
  readonly folder: string;
  readonly record: StudyRecord;
  readonly format: Exclude<ReportFormat, "docx">;
  /** Told in a workbook. */
  readonly plans: readonly ToldPlan[];
  readonly order: Omit<LedgerOrder, "level">;
}

/** Search for new sites on the study in a folder. */
export interface SiteTask {
  readonly kind: "site";
  readonly folder: string;
  readonly record: StudyRecord;
  readonly order: PlanOrder;
  /** See `stopFlag`: ends the search with the best so far. */
  readonly stop: SharedArrayBuffer;
}

/** A survey as it travels between threads: without the ground, which both sides have. */
export interface SurveyColumns extends Omit<Survey, "ground" | "graph"> {
  readonly graph: Omit<WalkingGraph, "network">;
}

export interface Results {
  readonly judge: Judgement;
  readonly demonstrate: readonly DemonstrationLayer[];
  readonly compute: null;
  readonly "check-network": Pick<
    NetworkCheck,
    "mainShare" | "mainShareAfter" | "strandedPeople" | "bounds" | "counts" | "findings"
  > & {
    /** By the repair's place in the list. */
    readonly unfit: Readonly<Record<number, RepairFailure>>;
  };
  readonly survey: SurveyColumns;
  readonly gaps: readonly Gap[];
  /** `network` is null where no change could be made, `survey` also where none was asked for. */
  readonly "scene-streets": Pick<SceneStreets, "failed"> & {
    readonly network: Network | null;
    readonly survey: SurveyColumns | null;
  };
  readonly report: ReportMade;
  readonly "ledger-report": Uint8Array;
  /** Null where it was stopped before there was any plan. */
  readonly site: MadePlan | null;
}

/** What a thread says while it works and when it ends. */
export type Message =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "point"; readonly point: SearchPoint }
  | { readonly kind: "done"; readonly result: Results[keyof Results] }
  | { readonly kind: "refused"; readonly said: Said };
