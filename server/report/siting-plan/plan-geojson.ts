import { boundaryOf } from "#core/geo/cells.ts";
import { featureCollection, rounded, SYNTHETIC_NOTICE, type Feature } from "../layers.ts";
import {
  boundName,
  departmentsSaid,
  planName,
  requestLines,
  resultLines,
  servicesSaid,
  SOURCE_WORDS,
  STALE_MARK,
} from "./plan-words.ts";
import { newUnits, unitOf, type PlanCell, type ToldPlan } from "./told-plan.ts";

/** The sites of a plan as points, then as outlines the cells that nothing could serve and those nobody can tell of; what was asked stands at the head. */
export function planGeojson(told: ToldPlan): string {
  const { plan } = told;
  const note = {
    name: planName(told),
    synthetic: plan.synthetic,
    parameters: {
      说明: [
        ...(plan.synthetic ? [SYNTHETIC_NOTICE] : []),
        ...(told.stale ? [STALE_MARK] : []),
        "坐标为 WGS 84，经度在前。",
      ],
      要求: Object.fromEntries(requestLines(told)),
      结果: Object.fromEntries(resultLines(told)),
      [boundName(plan)]: Number.isFinite(plan.bound) ? plan.bound : null,
      方案值: plan.value,
      单位: plan.unit.zh,
      依据成果: plan.result,
      生成时间: plan.created,
    },
  };
  return [...featureCollection(note, features(told))].join("");
}

function* features(told: ToldPlan): Generator<Feature> {
  const { plan } = told;
  for (const [i, site] of plan.sites.entries()) {
    const unit = unitOf(told, site);
    yield {
      type: "Feature",
      id: site.id,
      properties: {
        类型: "新增网点",
        序号: i + 1,
        编号: site.id,
        名称: site.name,
        来源: SOURCE_WORDS[site.from],
        服务: servicesSaid(told, site.services),
        所在单元: unit?.name ?? null,
        单元代码: unit?.code ?? null,
        必选: site.required ? "是" : "否",
        新覆盖人数: site.gained,
        单独覆盖人数: site.alone,
        新服务单元: newUnits(told, site).join("、") || null,
        容量: site.capacity,
        分配人数: site.assigned,
        费用_元: site.cost,
        开放年份: site.year,
        最近现有用房: site.premises?.name ?? null,
        用房直线距离_米: site.premises === null ? null : Math.round(site.premises.metres),
        用房面积_平方米: site.premises?.floorArea ?? null,
        涉及部门: departmentsSaid([site]) || null,
        备案提示: site.filing?.zh ?? null,
      },
      geometry: { type: "Point", coordinates: rounded([[site.lng, site.lat]])[0] },
    };
  }
  yield* cellFeatures(told, "走不到的格网", told.uncoverable);
  yield* cellFeatures(told, "暂不判断的格网", told.unknown);
}

function* cellFeatures(
  told: ToldPlan,
  kind: string,
  cells: readonly PlanCell[],
): Generator<Feature> {
  for (const { cell, people, ...place } of cells) {
    const unit = unitOf(told, place);
    yield {
      type: "Feature",
      id: cell,
      properties: {
        类型: kind,
        编号: cell,
        人数: people,
        所在单元: unit?.name ?? null,
        单元代码: unit?.code ?? null,
      },
      geometry: { type: "Polygon", coordinates: [rounded(boundaryOf(cell))] },
    };
  }
}
