import { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type, type Static } from "typebox";
import { CoverageQuery } from "#contract/question.ts";
import { assess, facilitiesOf } from "#core/coverage/survey.ts";
import type { Answers } from "../compute/answers.ts";
import { parametersOf } from "../report/coverage-report.ts";
import {
  catchmentFeatures,
  cellFeatures,
  facilityFeatures,
  featureCollection,
  gapFeatures,
} from "../report/layers.ts";
import { inBlocks } from "../store/atomic.ts";
import { asked, limitOf, questionOf } from "./asked.ts";
import type { Collaborators } from "./collaborators.ts";
import { attachment, DOWNLOADS, type Download } from "./download-name.ts";
import { problems } from "./errors.ts";
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
