import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { StockFigure } from "#contract/policy/stock.ts";
import { Estate, KeptFigure, SheetLevel } from "#contract/policy/stock.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems } from "./errors.ts";
import { studyIdOf } from "./policy-study.ts";
import { StudyId } from "./study-of.ts";

const StockQuery = Type.Object(
  {
    unit: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    level: Type.Optional(SheetLevel),
  },
  { additionalProperties: false },
);

const StockList = Type.Object({ figures: Type.Array(KeptFigure), estates: Type.Array(Estate) });

/** Their form is told of one by one when they are checked, so that all that is wrong is said at once. */
const StockOrder = Type.Object(
  {
    figures: Type.Array(Type.Unsafe<StockFigure>({ type: "object" })),
    estates: Type.Optional(Type.Array(Type.Unsafe<Estate>({ type: "object" }))),
  },
  { additionalProperties: false },
);

/** A year of every figure of every community of a city. */
const STOCK_BYTES = 32 * 1024 * 1024;

/** Figures that offices state of units. */
export function stockRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { policy } = collaborators;
  const tags = ["compliance"];
  return async (app) => {
    app.get(
      "/studies/:id/stock",
      {
        schema: {
          tags,
          summary: "The figures in force, of all units, one unit or one level",
          params: StudyId,
          querystring: StockQuery,
          response: {
            200: StockList,
            ...problems("invalid-parameter", "no-such-study", "no-result", "preparing"),
          },
        },
      },
      async ({ params, query }, reply) => {
        void reply.header("cache-control", "no-store");
        const study = await studyIdOf(collaborators, params.id);
        const { figures, estates } = await policy.stock(study);
        const fits = await unitsAsked(study, query, new Set(estates.map(({ code }) => code)));
        return {
          figures: figures.filter(({ unit }) => fits(unit)),
          estates: estates.filter(({ code }) => fits(code)),
        };
      },
    );

    app.post(
      "/studies/:id/stock",
      {
        bodyLimit: STOCK_BYTES,
        schema: {
          tags,
          summary: "State figures of units and estates, all of them or none",
          params: StudyId,
          body: StockOrder,
          response: {
            201: Type.Object({ stored: Type.Integer() }),
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-result"),
            ...problems("too-large", "unusable-input", "preparing"),
          },
        },
      },
      async ({ params, body }, reply) => {
        const study = await studyIdOf(collaborators, params.id);
        await policy.storeSheet(study, body.figures, body.estates ?? []);
        return reply.code(201).send({ stored: body.figures.length });
      },
    );
  };

  async function unitsAsked(
    study: string,
    { unit, level }: { unit?: string; level?: string },
    estates: ReadonlySet<string>,
  ): Promise<(code: string) => boolean> {
    if (level === undefined) return (code) => unit === undefined || code === unit;
    const levels = new Map((await policy.placesOf(study)).map((one) => [one.code, one.level]));
    return (code) =>
      (unit === undefined || code === unit) &&
      (levels.get(code) ?? (estates.has(code) ? "estate" : undefined)) === level;
  }
}
