import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Job } from "#contract/jobs.ts";
import type { Role } from "#contract/import.ts";
import { StudyLayers, type LayerVersion } from "#contract/layers.ts";
import { Incomplete } from "../compute/catalogue.ts";
import { exportLayer } from "../compute/export-layer.ts";
import { notesCsv } from "../report/notes-csv.ts";
import type { Collaborators } from "./collaborators.ts";
import { fileAttachment } from "./download-name.ts";
import { problems, Refusal } from "./errors.ts";
import { exportCrs, ExportQuery } from "./export-query.ts";
import { rowOf, StudyId } from "./study-of.ts";

const VersionId = Type.Interface([StudyId], {
  layer: Type.String(),
  version: Type.Integer({ minimum: 1 }),
});

export function layerRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { catalogue, imports, artifacts } = collaborators;
  return async (app) => {
    app.get(
      "/studies/:id/layers",
      {
        schema: {
          tags: ["layers"],
          summary: "What a study holds, what it lacks, and what came of it",
          params: StudyId,
          response: { 200: StudyLayers, ...problems("no-such-study") },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        await rowOf(collaborators, params.id);
        return catalogue.layers(params.id);
      },
    );

    app.post(
      "/studies/:id/compute",
      {
        schema: {
          tags: ["layers"],
          summary: "Compute a result from what a study holds now",
          params: StudyId,
          response: { 202: Job, ...problems("foreign-page", "no-such-study", "incomplete") },
        },
      },
      async ({ params }, reply) => {
        await rowOf(collaborators, params.id);
        const job = await catalogue.compute(params.id).catch(refuse);
        return reply.code(202).header("location", `/api/jobs/${job.id}`).send(job);
      },
    );

    app.get(
      "/studies/:id/layers/:layer/:version/file",
      {
        schema: {
          tags: ["layers"],
          summary: "A version of a layer as a file, in a format and a coordinate system of choice",
          params: VersionId,
          querystring: ExportQuery,
          response: {
            200: Type.Unsafe<Uint8Array>({ type: "string", format: "binary" }),
            ...problems("invalid-parameter", "no-such-study", "no-such-layer"),
          },
        },
      },
      async ({ params, query }, reply) => {
        const version = await found(params);
        const crs = exportCrs(query);
        const file = await exportLayer(
          version,
          artifacts.pathOf(version.sha256),
          query.format ?? "geojson",
          crs,
        );
        return reply
          .type(file.type)
          .header("cache-control", "no-store")
          .header(
            "content-disposition",
            fileAttachment(file.name, `${params.layer}.${file.extension}`),
          )
          .send(file.bytes);
      },
    );

    app.get(
      "/studies/:id/layers/:layer/:version/account.csv",
      {
        schema: {
          tags: ["layers"],
          summary: "What was wrong with which row of the file a version came from, as CSV",
          produces: ["text/csv"],
          params: VersionId,
          response: {
            200: Type.Unsafe<Uint8Array>({ type: "string" }),
            ...problems("invalid-parameter", "no-such-study", "no-such-layer"),
          },
        },
      },
      async ({ params }, reply) => {
        const version = await found(params);
        const came = await imports.importOf(params.id, version);
        const notes = came === undefined ? version.account.notes : await imports.notes(came.id);
        return reply
          .type("text/csv; charset=utf-8")
          .header("cache-control", "no-store")
          .header(
            "content-disposition",
            fileAttachment(
              `${version.synthetic ? "示例数据（合成）_" : ""}${version.file.name}_逐行账目.csv`,
              "account.csv",
            ),
          )
          .send(await notesCsv(notes));
      },
    );
  };

  async function found({
    id,
    layer,
    version,
  }: {
    readonly id: string;
    readonly layer: string;
    readonly version: number;
  }): Promise<LayerVersion> {
    await rowOf(collaborators, id);
    const one = (await catalogue.layers(id)).history.find(
      (it) => it.layer === layer && it.version === version,
    );
    if (one !== undefined) return one;
    throw new Refusal(
      "no-such-layer",
      {
        zh: `这个研究里没有图层“${layer.slice(0, 80)}”的第 ${version} 版。`,
        en: `The study has no version ${version} of a layer "${layer.slice(0, 80)}".`,
      },
      {
        zh: "现有的图层和版本见 /api/studies/…/layers。",
        en: "Its layers are at /api/studies/…/layers.",
      },
      "layer",
    );
  }
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  network: "路网",
  units: "统计单元",
  people: "人口",
  facilities: "设施",
  premises: "闲置房源",
};

function refuse(error: unknown): never {
  if (error instanceof Incomplete)
    throw new Refusal(
      "incomplete",
      {
        zh: `还缺${error.missing.map((role) => ROLE_NAMES[role]).join("、")}，不能计算。`,
        en: `A result needs layers of ${error.missing.join(", ")} first.`,
      },
      { zh: "请先把缺少的数据导入这个研究。", en: "Import them into the study." },
      "layers",
    );
  throw error;
}
