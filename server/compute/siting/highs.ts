import loadHighs, { type Highs, type HighsCallbackMap, type Model as HighsModel } from "highs";
import type { Model, Solved, Solver } from "#core/siting/problem.ts";

type SolveOptions = Parameters<Solver["solve"]>[1];

/** How far from whole a column may be that has to be whole. */
const WHOLE_WITHIN = 1e-5;

/**
 * The HiGHS solver, compiled to WebAssembly: one thread, and the same answer to the same model and seed wherever time
 * does not end the search. A solve blocks the thread it runs on. It asks `ended` between the steps of the search;
 * presolve alone cannot be stopped before `seconds` are over.
 *
 * Whatever goes wrong inside is "failed", with the best solution and the bound that were known by then.
 * After a fault of the WebAssembly itself every further solve fails at once.
 */
export async function openHighs(): Promise<Solver> {
  const highs = await loadHighs({ print: () => undefined, printErr: () => undefined });
  let broken = false;
  return {
    solve: (model, options) => {
      const known = nothingKnown(model);
      if (broken) return failed(model, known);
      try {
        return solveWith(highs, model, options, known);
      } catch (error) {
        if (!(error instanceof highs.errors.HighsError)) broken = true;
        return failed(model, known);
      }
    },
  };
}

/** The best so far, kept outside the solver so that no fault inside loses it. */
interface Known {
  columns: Float64Array | undefined;
  value: number;
  bound: number;
}

function nothingKnown({ sense }: Model): Known {
  return { columns: undefined, value: NaN, bound: sense === "most" ? Infinity : -Infinity };
}

function failed(model: Model, known: Known): Solved {
  return { status: "failed", ...known, columns: wholeColumns(model, known.columns) };
}

function solveWith(highs: Highs, model: Model, options: SolveOptions, known: Known): Solved {
  const { constants } = highs;
  const whole = model.whole.includes(1);
  const solving = highs.createModel();
  try {
    solving.options.set({
      output_flag: false,
      random_seed: options.seed,
      mip_rel_gap: options.near ?? 0,
      mip_abs_gap: 0,
      ...(options.seconds < 1e9 ? { time_limit: Math.max(0, options.seconds) } : {}),
    });
    solving.passModel({
      numCols: model.objective.length,
      numRows: model.rowLower.length,
      sense: constants.objectiveSense[model.sense === "most" ? "maximize" : "minimize"],
      colCost: model.objective,
      colLower: model.lower,
      colUpper: model.upper,
      rowLower: model.rowLower,
      rowUpper: model.rowUpper,
      matrix: {
        format: "csr",
        numRows: model.rowLower.length,
        numCols: model.objective.length,
        starts: model.rowFirst,
        indices: model.column,
        values: model.value,
      },
      ...(whole ? { integrality: Int32Array.from(model.whole) } : {}),
    });
    if (whole && options.start !== undefined) solving.setSolution({ colValue: options.start });
    const { modelStatus } = solving.run(callbacksOf(highs, options, known));
    const status = statusOf(highs, modelStatus);
    if (status === "infeasible") {
      const bound = model.sense === "most" ? -Infinity : Infinity;
      return { status, columns: undefined, value: NaN, bound };
    }
    if (whole) learnFromEnd(solving, known, status === "optimal");
    else if (status === "optimal") {
      const { colValue, rowDual } = solving.getSolution();
      const value = solving.getObjectiveValue();
      return { status, columns: colValue, value, bound: value, duals: rowDual };
    }
    const columns = wholeColumns(model, known.columns);
    const lost = status === "optimal" && columns === undefined;
    return { status: lost ? "failed" : status, ...known, columns };
  } finally {
    solving.dispose();
  }
}

/** Stops when told to, and keeps hold of every better solution and bound. */
function callbacksOf(highs: Highs, options: SolveOptions, known: Known): HighsCallbackMap {
  const { callbackType } = highs.constants;
  let told: readonly [number, number] = [NaN, NaN];
  const tell = () => {
    if (Object.is(told[0], known.value) && Object.is(told[1], known.bound)) return;
    told = [known.value, known.bound];
    options.onProgress?.(
      known.columns === undefined ? null : known.value,
      Number.isFinite(known.bound) ? known.bound : null,
    );
  };
  const stopIfEnded = (event: { readonly interrupt: () => void }): undefined => {
    if (options.ended()) event.interrupt();
  };
  return {
    [callbackType.simplexInterrupt]: stopIfEnded,
    [callbackType.ipmInterrupt]: stopIfEnded,
    [callbackType.mipImprovingSolution]: ({ data }) => {
      if (data.mip_solution === undefined) return;
      known.columns = data.mip_solution;
      known.value = data.objective_function_value ?? NaN;
      tell();
    },
    [callbackType.mipInterrupt]: (event) => {
      const bound = event.data.mip_dual_bound;
      if (bound !== undefined && Number.isFinite(bound)) known.bound = bound;
      tell();
      stopIfEnded(event);
    },
  };
}

/** What a mixed-integer search ended with; its callbacks need not have been called at all. */
function learnFromEnd(solving: HighsModel, known: Known, optimal: boolean): void {
  const bound = Number(solving.info.get("mip_dual_bound"));
  if (Number.isFinite(bound)) known.bound = bound;
  const feasible = Number(solving.info.get("primal_solution_status")) === 2;
  if (!optimal && !feasible) return;
  known.columns = solving.getSolution().colValue;
  known.value = solving.getObjectiveValue();
}

function statusOf(highs: Highs, code: number): Solved["status"] {
  const { modelStatus } = highs.constants;
  switch (code) {
    case modelStatus.optimal:
    case modelStatus.empty:
      return "optimal";
    case modelStatus.infeasible:
      return "infeasible";
    case modelStatus.timeLimit:
    case modelStatus.iterationLimit:
    case modelStatus.solutionLimit:
    case modelStatus.interrupted:
    case modelStatus.objectiveBound:
    case modelStatus.objectiveTarget:
      return "limit";
    default:
      return "failed";
  }
}

/** With whole columns exactly whole; undefined where one is not even nearly so. */
function wholeColumns(
  { whole }: Model,
  columns: Float64Array | undefined,
): Float64Array | undefined {
  if (columns === undefined) return undefined;
  const rounded = columns.slice();
  for (let column = 0; column < rounded.length; column++) {
    if (whole[column] !== 1) continue;
    const value = Math.round(rounded[column]!);
    if (!(Math.abs(value - rounded[column]!) <= WHOLE_WITHIN)) return undefined;
    rounded[column] = value;
  }
  return rounded;
}
