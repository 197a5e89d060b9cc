import { join } from "node:path";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import type { Job } from "#contract/jobs.ts";
import type { Health } from "#contract/study.ts";
import { buildApp } from "../../../server/api/app.ts";
import type { Collaborators } from "../../../server/api/collaborators.ts";
import { jobs as makeJobs } from "../../../server/compute/jobs.ts";
import { library } from "../../../server/compute/library.ts";
import { runTask, type RunTask } from "../../../server/compute/threads.ts";
import { openStudies } from "../../../server/store/studies.ts";
import { FILE_NAMES, temporaryFolder, TOWN, type TownFile } from "../../fixtures/town-files.ts";

/** The service with a state folder of its own, asked without a network. */
export interface Service extends Collaborators {
  readonly app: FastifyInstance;
  readonly home: string;
  readonly faults: unknown[];
  readonly get: (path: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>;
  readonly inject: (options: InjectOptions) => Promise<LightMyRequestResponse>;
  readonly post: (
    form: FormData,
    headers?: Record<string, string>,
  ) => Promise<LightMyRequestResponse>;
  /** The id of a new study of the town. */
  readonly makeTown: () => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function service(
  options: Partial<Collaborators> & { readonly run?: RunTask } = {},
): Promise<Service> {
  const { run = runTask, ...given } = options;
  const folder = await temporaryFolder();
  const home = join(folder.path, "state");
  const faults: unknown[] = [];
  const studies = await openStudies(home);
  const jobs = makeJobs({ studies, runTask: run, onFault: (error) => faults.push(error) });
  const collaborators: Collaborators = {
    studies,
    library: library(studies, run),
    jobs,
    health: (): Health => ({ status: "ready" }),
    uploads: { network: 1_000_000, table: 100_000 },
    loopback: true,
    build: "0123456789abcdef",
    page: join(folder.path, "no-page"),
    ...given,
  };
  const app = await buildApp(collaborators);
  const post = async (form: FormData, headers: Record<string, string> = {}) => {
    const request = new Request("http://localhost/", { method: "POST", body: form });
    return app.inject({
      method: "POST",
      url: "/api/studies",
      headers: { "content-type": request.headers.get("content-type")!, ...headers },
      payload: Buffer.from(await request.arrayBuffer()),
    });
  };
  return {
    ...collaborators,
    app,
    home,
    faults,
    post,
    get: (path, headers = {}) => app.inject({ method: "GET", url: path, headers }),
    inject: (asked) => app.inject(asked),
    async makeTown() {
      const { id } = (await post(townForm())).json<Job>();
      const job = await jobs.ended(id);
      if (job?.study === undefined) throw new Error(`The town was not made: ${job?.error}`);
      return job.study;
    },
    async close() {
      await jobs.close();
      await app.close();
      await folder.remove();
    },
  };
}

/** The form that makes a study of the town, with some parts in place of its own; null leaves one out. */
export function townForm(
  parts: Partial<Record<TownFile | "name" | "resolution" | "snapCap", string | null>> = {},
): FormData {
  const form = new FormData();
  const { name = "七里镇", resolution = null, snapCap = null, ...files } = parts;
  for (const [field, value] of Object.entries({ name, resolution, snapCap }))
    if (value !== null) form.append(field, value);
  for (const file of Object.keys(FILE_NAMES) as TownFile[]) {
    const text = files[file] === undefined ? TOWN[file] : files[file];
    if (text !== null) form.append(file, new Blob([text]), FILE_NAMES[file]);
  }
  return form;
}
