import type { Estate, KeptFigure, StockFigure } from "#contract/policy/stock.ts";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";
import { storable } from "./database/values.ts";
import { lockStudy } from "./study-rows.ts";

/** The last figure and estate that were there. */
export interface StockMark {
  readonly figures: number;
  readonly estates: number;
}

/** Figures that offices state of units. Nothing is changed or deleted: a later row takes an earlier one's place. */
export interface Stock {
  /** All or nothing. Throws `NoSuchStudy`. */
  readonly add: (
    study: string,
    figures: readonly StockFigure[],
    estates: readonly Estate[],
  ) => Promise<void>;
  /** 0 where there are none yet. */
  readonly mark: (study: string) => Promise<StockMark>;
  /** The last of every item, unit and year as of a mark, in the order they were entered. */
  readonly figures: (study: string, mark: StockMark) => Promise<KeptFigure[]>;
  /** The last of every code as of a mark, in the order of their codes. */
  readonly estates: (study: string, mark: StockMark) => Promise<Estate[]>;
}

export function stockOf(database: Sql): Stock {
  return {
    add: (study, figures, estates) =>
      database.transaction(async (sql) => {
        await lockStudy(sql, study);
        await sql.query(
          `insert into estate (study, code, name, within)
           select $1, one ->> 'code', one ->> 'name', one ->> 'within'
           from json_array_elements($2) with ordinality as list (one, place) order by place`,
          [
            study,
            estates.map(({ code, name, within }) => ({
              code: storable(code),
              name: storable(name),
              within: storable(within),
            })),
          ],
        );
        await sql.query(
          `insert into stock_figure (study, item, unit, year, value, source, date)
           select $1, one ->> 'item', one ->> 'unit', (one ->> 'year')::integer, one -> 'value',
             one ->> 'source', one ->> 'date'
           from json_array_elements($2) with ordinality as list (one, place) order by place`,
          [
            study,
            figures.map(({ item, unit, year, value, source, date }) => ({
              item: storable(item),
              unit: storable(unit),
              year,
              value: typeof value === "string" ? storable(value) : value,
              source: storable(source),
              date,
            })),
          ],
        );
        await recordAct(sql, study, "stock-entered", {
          figures: figures.length,
          estates: estates.length,
        });
      }),
    async mark(study) {
      const [mark] = await database.query<StockMark>(
        `select (select coalesce(max(seq), 0) from stock_figure where study = $1) as figures,
           (select coalesce(max(seq), 0) from estate where study = $1) as estates`,
        [study],
      );
      return mark ?? { figures: 0, estates: 0 };
    },
    figures: (study, mark) =>
      database.query(
        `select seq, item, unit, year, value, source, date, entered from (
           select distinct on (item, unit, year) * from stock_figure
           where study = $1 and seq <= $2 order by item, unit, year, seq desc
         ) as newest order by seq`,
        [study, mark.figures],
      ),
    estates: (study, mark) =>
      database.query(
        `select distinct on (code) code, name, within from estate
         where study = $1 and seq <= $2 order by code, seq desc`,
        [study, mark.estates],
      ),
  };
}
