import type { Health } from "#contract/study.ts";
import type { Jobs } from "../compute/jobs.ts";
import type { Library } from "../compute/library.ts";
import type { UploadLimits } from "../config.ts";
import type { Studies } from "../store/studies.ts";

/** Everything the service is made of. */
export interface Collaborators {
  readonly studies: Studies;
  readonly library: Library;
  readonly jobs: Jobs;
  readonly health: () => Health;
  readonly uploads: UploadLimits;
  /** Only this machine is served. */
  readonly loopback: boolean;
  /** Of the program: replies kept by a browser are good for one build only. */
  readonly build: string;
  /** The folder of the built page. */
  readonly page: string;
}
