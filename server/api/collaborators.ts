import type { Health } from "#contract/study.ts";
import type { Catalogue } from "../compute/catalogue.ts";
import type { Explain } from "../compute/explain.ts";
import type { Imports } from "../compute/imports.ts";
import type { Jobs } from "../compute/jobs.ts";
import type { KeptScenarios } from "../compute/kept-scenarios.ts";
import type { Library } from "../compute/library.ts";
import type { Policy } from "../compute/policy.ts";
import type { Practice } from "../compute/practice.ts";
import type { PremisesOf } from "../compute/premises.ts";
import type { Repairs } from "../compute/repairs.ts";
import type { Reports } from "../compute/reports.ts";
import type { Scenarios } from "../compute/scenarios.ts";
import type { Sitings } from "../compute/siting-plans.ts";
import type { UploadLimits } from "../config.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Templates } from "../store/templates.ts";

/** Everything the service is made of. */
export interface Collaborators {
  readonly catalogue: Catalogue;
  readonly imports: Imports;
  readonly repairs: Repairs;
  readonly templates: Templates;
  /** Where the contents of layers are kept. */
  readonly artifacts: Pick<Artifacts, "pathOf">;
  /** Policy documents, figures and assessments. */
  readonly policy: Policy;
  readonly reports: Reports;
  readonly scenarios: Scenarios;
  readonly keptScenarios: KeptScenarios;
  readonly explain: Explain;
  readonly sitings: Sitings;
  readonly practice: Practice;
  readonly premises: PremisesOf;
  readonly library: Library;
  readonly jobs: Jobs;
  readonly health: () => Health;
  readonly uploads: UploadLimits;
  /** Names that other machines may know this one by, besides its addresses; undefined where only this machine is served. */
  readonly names: readonly string[] | undefined;
  /** Names this run of the service. */
  readonly instance: string;
  /** Of the program: replies kept by a browser are good for one build only. */
  readonly build: string;
  /** The folder of the built page. */
  readonly page: string;
}
