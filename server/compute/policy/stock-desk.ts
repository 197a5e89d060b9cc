import type { Estate, KeptFigure, StockFigure } from "#contract/policy/stock.ts";
import { readUnits } from "../../intake/units.ts";
import type { Artifacts } from "../../store/artifacts.ts";
import type { Layers } from "../../store/layers.ts";
import type { Stock } from "../../store/stock.ts";
import { checkStock, type StockFault, type StockRules } from "./check-stock.ts";
import type { DocumentShelf } from "./documents.ts";
import type { PolicyInputs } from "./inputs.ts";
import { placesOf } from "./places.ts";
import { Unacceptable } from "./unacceptable.ts";

export interface StockTools {
  readonly inputs: PolicyInputs;
  readonly documents: DocumentShelf;
  readonly stock: Stock;
  readonly layers: Layers;
  readonly artifacts: Pick<Artifacts, "pathOf">;
  readonly now: () => Date;
}

/** Takes in the figures of offices: see `Policy`. */
export function stockDesk({ inputs, documents, stock, layers, artifacts, now }: StockTools) {
  return {
    async stock(study: string): Promise<{ figures: KeptFigure[]; estates: Estate[] }> {
      const mark = await stock.mark(study);
      return {
        figures: await stock.figures(study, mark),
        estates: await stock.estates(study, mark),
      };
    },
    check,
    async storeSheet(
      study: string,
      figures: readonly StockFigure[],
      estates: readonly Estate[],
    ): Promise<void> {
      const faults = await check(study, figures, estates);
      if (faults.length > 0) throw new Unacceptable(faults);
      if (figures.length + estates.length > 0) await stock.add(study, figures, estates);
    },
  };

  async function check(
    study: string,
    figures: readonly unknown[],
    estates: readonly unknown[],
  ): Promise<StockFault[]> {
    const places = placesOf(await inputs.divisions(study), await inputs.documents(study));
    const rules: StockRules = {
      items: (await documents.rules()).items,
      places,
      estates: await stock.estates(study, await stock.mark(study)),
      formerly: new Map(),
      now: now(),
    };
    const faults = checkStock(figures, estates, rules);
    if (!faults.some(({ code }) => code === "unknown-unit")) return faults;
    return checkStock(figures, estates, { ...rules, formerly: await formerNames(study, places) });
  }

  /** Names of units by codes that only earlier versions of the study's units have; the latest name counts. */
  async function formerNames(
    study: string,
    places: ReadonlyMap<string, unknown>,
  ): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    for (const version of await layers.history(study)) {
      if (version.role !== "units") continue;
      const { units } = await readUnits(artifacts.pathOf(version.sha256), {
        bounds: undefined,
        name: version.name,
      });
      for (const { id, name } of units) if (!places.has(id)) names.set(id, name);
    }
    return names;
  }
}
