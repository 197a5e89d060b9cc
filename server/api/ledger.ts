import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply } from "fastify";
import { Type } from "typebox";
import { LEDGER_FORMATS, LEDGER_LEVELS } from "#contract/policy/report.ts";
import { SERVICES } from "#core/vocabulary.ts";
import { indicatorUnits, serviceGaps } from "../compute/gap-layers.ts";
import { makeLedger } from "../compute/ledgers.ts";
import { writeTable, type ExportedFile } from "../report/export/write-table.ts";
import { writeLedger } from "../report/ledger/write-ledger.ts";
import type { Collaborators } from "./collaborators.ts";
import { UnitQuery } from "./compliance.ts";
import { fileAttachment } from "./download-name.ts";
import { problems, Refusal } from "./errors.ts";
import { exportCrs, ExportQuery } from "./export-query.ts";
import { recordOf, StudyId } from "./study-of.ts";

const CLOSED = { additionalProperties: false };

const LedgerQuery = Type.Interface(
  [UnitQuery],
  {
    level: Type.Enum([...LEDGER_LEVELS]),
    format: Type.Enum([...LEDGER_FORMATS], { default: "xlsx" }),
    crs: ExportQuery.properties.crs,
  },
  CLOSED,
);

const GapQuery = Type.Interface(
  [UnitQuery, ExportQuery],
  {
    indicator: Type.Optional(
      Type.String({ minLength: 1, maxLength: 80, description: "Id of an indicator." }),
    ),
    service: Type.Optional(Type.Enum([...SERVICES])),
    minutes: Type.Number({ minimum: 1, maximum: 30, default: 15 }),
  },
  CLOSED,
);

const FileBytes = Type.Unsafe<Uint8Array>({ type: "string", format: "binary" });

/** What a study is handed on as to those who act on it. */
export function ledgerRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { policy, library } = collaborators;
  const tags = ["compliance"];
  return async (app) => {
    app.get(
      "/studies/:id/ledger",
      {
        schema: {
          tags,
          summary: "The ledger: what every unit has, what it lacks, and whose task that is",
          description:
            "xlsx has the totals, the indicators and a table of the fields on further sheets; crs is for geojson and geopackage.",
          params: StudyId,
          querystring: LedgerQuery,
          response: {
            200: FileBytes,
            ...problems("invalid-parameter", "no-such-study", "no-such-unit", "no-result"),
            ...problems("damaged-study", "preparing"),
          },
        },
      },
      async ({ params, query }, reply) => {
        const crs = exportCrs(query);
        const record = await recordOf(collaborators, params.id);
        const { study } = record.study;
        const open = await library.open(record);
        const { level, unit = null, format } = query;
        const made = await makeLedger(collaborators, open, { study, unit, level });
        return sent(reply, await writeLedger({ ...made, crs }, format), `ledger-${level}`);
      },
    );

    app.get(
      "/studies/:id/gap-layers",
      {
        schema: {
          tags,
          summary:
            "The gaps of a service, or the units of an indicator, as a layer for other software",
          description:
            "Give either service (and minutes) or indicator. Fields have Chinese names, with short ones where the format has no room.",
          params: StudyId,
          querystring: GapQuery,
          response: {
            200: FileBytes,
            ...problems("invalid-parameter", "no-such-study", "no-such-unit", "no-result"),
            ...problems("damaged-study", "preparing"),
          },
        },
      },
      async ({ params, query }, reply) => {
        const crs = exportCrs(query);
        const { indicator, service, minutes, unit = null, format = "geojson" } = query;
        if ((indicator === undefined) === (service === undefined)) throw oneOfBoth();
        const record = await recordOf(collaborators, params.id);
        const open = await library.open(record);
        if (service !== undefined) {
          const table = await serviceGaps(policy, open, { service, minutes });
          return sent(reply, await writeTable(table, format, crs), `gaps-${service}-${minutes}min`);
        }
        const asked = { study: record.study.study, unit, indicator: indicator ?? "" };
        const table = await indicatorUnits(policy, open, asked);
        if (table === undefined) throw noIndicator(asked.indicator);
        return sent(reply, await writeTable(table, format, crs), `indicator-${asked.indicator}`);
      },
    );
  };
}

function sent(reply: FastifyReply, file: ExportedFile, plain: string): FastifyReply {
  return reply
    .type(file.type)
    .header("cache-control", "no-store")
    .header("content-disposition", fileAttachment(file.name, `${plain}.${file.extension}`))
    .send(file.bytes);
}

function oneOfBoth(): Refusal {
  return new Refusal(
    "invalid-parameter",
    "Either service or indicator must be given, and not both.",
    "Give service=childcare for the gaps of a service, or indicator=… for the units of an indicator.",
  );
}

function noIndicator(id: string): Refusal {
  return new Refusal(
    "invalid-parameter",
    `The study is assessed by no indicator "${id.slice(0, 80)}".`,
    "Their ids are in /api/studies/…/compliance.",
  );
}
