import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  EvaluateRequest,
  Explanation,
  ExplainRequest,
  ImportedScenario,
} from "#contract/scenario.ts";
import { SCENARIO_FORMATS } from "../compute/kept-scenarios.ts";
import { writeTable } from "../report/export/write-table.ts";
import { differenceLayer, unitTable } from "../report/scenario/difference.ts";
import type { Collaborators } from "./collaborators.ts";
import { fileAttachment } from "./download-name.ts";
import { problems } from "./errors.ts";
import { exportCrs, ExportQuery } from "./export-query.ts";
import { pathOf, ScenarioNumber, unknownScenario } from "./scenarios.ts";
import { recordOf, StudyId } from "./study-of.ts";

const FileBytes = Type.Unsafe<Uint8Array>({ type: "string", format: "binary" });

const FileQuery = Type.Object(
  {
    format: Type.Optional(Type.Enum([...SCENARIO_FORMATS], { default: "json" })),
    crs: ExportQuery.properties.crs,
  },
  { additionalProperties: false },
);

/** Cells as a layer, or the units as a table. */
const DifferenceRequest = Type.Interface(
  [EvaluateRequest],
  {
    format: Type.Enum(["geojson", "csv"]),
    crs: ExportQuery.properties.crs,
  },
  { additionalProperties: false },
);

/** Scenarios as files, in and out; what they change as files; and why a place is as it is. */
export function scenarioFileRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { keptScenarios, scenarios, library, explain } = collaborators;
  const tags = ["scenarios"];
  return async (app) => {
    app.addHook("onSend", async (_, reply) => void reply.header("cache-control", "no-store"));

    app.get(
      "/studies/:id/scenarios/:number/file",
      {
        schema: {
          tags,
          summary: "A scenario as a file: whole (JSON), or what stands in it as features (GeoJSON)",
          params: ScenarioNumber,
          querystring: FileQuery,
          response: {
            200: FileBytes,
            ...problems("invalid-parameter", "no-such-study", "no-such-scenario", "no-result"),
            ...problems("damaged-study", "preparing"),
          },
        },
      },
      async ({ params, query }, reply) => {
        const crs = exportCrs(query);
        const record = await recordOf(collaborators, params.id);
        const found = await keptScenarios.find(record.study.study, params.number);
        if (found === undefined) throw unknownScenario(params.number);
        const file = await keptScenarios.file(record, found, query.format ?? "json", crs);
        const plain = `scenario-${params.number}.${file.extension}`;
        return reply
          .type(file.type)
          .header("content-disposition", fileAttachment(file.name, plain))
          .send(file.bytes);
      },
    );

    app.post(
      "/studies/:id/scenarios/import",
      {
        schema: {
          tags,
          summary:
            "Keep a scenario from a file: one saved from here, or a GeoJSON FeatureCollection",
          description:
            "Points become planned sites, lines streets, polygons areas. What of the features was not used is listed.",
          params: StudyId,
          body: Type.Unknown(),
          response: {
            201: ImportedScenario,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-result"),
            ...problems("too-large", "damaged-study", "preparing"),
          },
        },
      },
      async ({ params, body }, reply) => {
        const record = await recordOf(collaborators, params.id);
        const made = await keptScenarios.takeIn(record, body);
        return reply.code(201).header("location", pathOf(record.study.study, made)).send(made);
      },
    );

    app.post(
      "/studies/:id/scenarios/difference-file",
      {
        schema: {
          tags,
          summary: "What a scenario changes: cell by cell (GeoJSON), or unit by unit (CSV)",
          params: StudyId,
          body: DifferenceRequest,
          response: {
            200: FileBytes,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-result"),
            ...problems("damaged-study", "preparing"),
          },
        },
      },
      async ({ params, body: { format, crs, ...request } }, reply) => {
        const system = exportCrs(crs === undefined ? {} : { crs });
        const record = await recordOf(collaborators, params.id);
        const evaluation = await scenarios.evaluate(record, request);
        const { ground } = await library.open(record);
        const { question } = request;
        const asked = { study: record.study, question, evaluation, ...ground };
        const table = format === "csv" ? unitTable(asked) : differenceLayer(asked);
        const file = await writeTable(table, format, system);
        return reply
          .type(file.type)
          .header("content-disposition", fileAttachment(file.name, `difference.${file.extension}`))
          .send(file.bytes);
      },
    );

    app.post(
      "/studies/:id/scenarios/explain",
      {
        schema: {
          tags,
          summary:
            "Why a place is covered or not, the ways to the nearest, and what would cover it",
          params: StudyId,
          body: ExplainRequest,
          response: {
            200: Explanation,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-result"),
            ...problems("damaged-study", "preparing"),
          },
        },
      },
      async ({ params, body }) => explain(await recordOf(collaborators, params.id), body),
    );
  };
}
