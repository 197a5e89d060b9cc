import { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type, type Static } from "typebox";
import { CoverageQuery } from "#contract/question.ts";
import { assess, facilitiesOf } from "#core/coverage/survey.ts";
import type { Answers } from "../compute/answers.ts";
import { parametersOf } from "../report/coverage-report.ts";
import { writeTable } from "../report/export/write-table.ts";
import { featureTable } from "../report/feature-table.ts";
import {
  catchmentFeatures,
  cellFeatures,
  facilityFeatures,
  featureCollection,
  gapFeatures,
  SYNTHETIC_NOTICE,
} from "../report/layers.ts";
import { inBlocks } from "../store/atomic.ts";
import { asked, limitOf, questionOf } from "./asked.ts";
import type { Collaborators } from "./collaborators.ts";
import {
  attachment,
  downloadTitle,
  DOWNLOADS,
  fileAttachment,
  type Download,
} from "./download-name.ts";
import { problems } from "./errors.ts";
import { exportCrs, ExportQuery } from "./export-query.ts";
import { StudyId, studyOf, unlessHeld } from "./study-of.ts";

const Layer = Type.Interface([StudyId], { layer: Type.Enum([...DOWNLOADS]) });

export function downloadRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/studies/:id/downloads/:layer.geojson",
      {
        schema: {
          tags: ["downloads"],
          summary: "A layer as a GeoJSON file (RFC 7946)",
          produces: ["application/geo+json"],
          params: Layer,
          querystring: CoverageQuery,
          response: {
            200: Type.Unsafe<Readable>({ type: "string", format: "binary" }),
            ...problems("invalid-parameter", "no-such-study", "damaged-study", "preparing"),
          },
        },
        preHandler: unlessHeld(collaborators),
      },
      async (request, reply) => {
        const study = await studyOf(collaborators, request.params.id);
        const { query } = request;
        const { layer } = request.params;
        const { measure, direction } = asked(query);
        const answers = await study.answers(measure, direction);
        const note = {
          name: layer,
          parameters: {
            study: study.study.name,
            ...(layer === "facilities" ? {} : { service: query.service }),
            ...parametersOf(questionOf(query, study.ground)),
          },
          synthetic: study.study.synthetic,
        };
        const text = featureCollection(note, await featuresOf(layer, answers, query));
        return reply
          .type("application/geo+json; charset=utf-8")
          .header("content-disposition", attachment(study.study, layer, query))
          .send(Readable.from(inBlocks(text)));
      },
    );

    app.get(
      "/studies/:id/downloads/:layer/file",
      {
        schema: {
          tags: ["downloads"],
          summary: "A layer as a file, in a format and a coordinate system of choice",
          params: Layer,
          querystring: Type.Interface(
            [CoverageQuery, ExportQuery],
            {},
            { additionalProperties: false },
          ),
          response: {
            200: Type.Unsafe<Uint8Array>({ type: "string", format: "binary" }),
            ...problems("invalid-parameter", "no-such-study", "damaged-study", "preparing"),
          },
        },
        preHandler: unlessHeld(collaborators),
      },
      async ({ params, query }, reply) => {
        const crs = exportCrs(query);
        const { study, ...open } = await studyOf(collaborators, params.id);
        const { measure, direction } = asked(query);
        const answers = await open.answers(measure, direction);
        const { layer } = params;
        const parameters = {
          study: study.name,
          ...(layer === "facilities" ? {} : { service: query.service }),
          ...parametersOf(questionOf(query, open.ground)),
        };
        const table = featureTable(await featuresOf(layer, answers, query), {
          name: layer,
          title: downloadTitle(study, layer, query),
          shape: layer === "facilities" ? "point" : "polygon",
          notes: [
            ...(study.synthetic ? [SYNTHETIC_NOTICE] : []),
            `参数 parameters: ${JSON.stringify(parameters)}`,
          ],
        });
        const file = await writeTable(table, query.format ?? "geojson", crs);
        return reply
          .type(file.type)
          .header("content-disposition", fileAttachment(file.name, `${layer}.${file.extension}`))
          .send(file.bytes);
      },
    );
  };
}

async function featuresOf(layer: Download, answers: Answers, query: Static<typeof CoverageQuery>) {
  const { survey } = answers;
  const { service } = query;
  const limit = limitOf(query);
  switch (layer) {
    case "gaps": {
      const result = assess(survey, service, limit);
      return gapFeatures(survey, [{ service, result, gaps: await answers.gaps(service, limit) }]);
    }
    case "cells":
      return cellFeatures(survey, [{ service, result: assess(survey, service, limit), gaps: [] }]);
    case "catchments": {
      const visitors = answers.scan();
      const scan = {
        ...visitors,
        run: (facility: number) => visitors.run(survey.facilityLinks, facility, limit),
      };
      return catchmentFeatures(survey, scan, limit, facilitiesOf(survey.ground, service));
    }
    case "facilities":
      return facilityFeatures(survey);
  }
}
