import type { Missing } from "#contract/policy/compliance.ts";
import type { Said } from "../vocabulary.ts";
import { listed } from "./words.ts";

/** Why something cannot be assessed or what would make it surer, with what would supply it where the words do not say. */
function missing(code: string, zh: string, en: string): Missing {
  return { code, said: { zh, en } };
}

export const noFigure = (name: Said): Missing =>
  missing(
    "no-figure",
    `缺${name.zh}，请在填报表中填入`,
    `No figure for ${name.en}: enter it in the sheet`,
  );

export const notReported = (count: number, counted: Said, name: Said): Missing =>
  missing(
    "not-reported",
    `${count} ${counted.zh}未填报${name.zh}`,
    `${count} ${counted.en} have not reported ${name.en}`,
  );

export const notRegisteredAnywhere = (label: Said): Missing =>
  missing(
    "no-register",
    `没有${label.zh}名录，请导入设施数据`,
    `No register of ${label.en}: import the facilities`,
  );

export const facilitiesLack = (count: number, of: number, attribute: Said): Missing =>
  missing(
    "facilities-lack",
    `${of} 处设施中有 ${count} 处缺${attribute.zh}`,
    `${count} of ${of} facilities do not state their ${attribute.en}`,
  );

export const facilitiesLeftOut = (count: number, of: number): Missing =>
  missing(
    "facilities-left-out",
    `${of} 处设施中有 ${count} 处数据不全，未计入`,
    `${count} of ${of} facilities lack a figure and are left out`,
  );

export const kindsUnknown = (count: number): Missing =>
  missing(
    "kind-unknown",
    `${count} 处设施从名称看不出种类，未计入`,
    `${count} facilities are left out, since their names do not tell their kind`,
  );

export const groupUnknown = (group: string): Missing =>
  missing(
    "group-unknown",
    `人口数据没有“${group}”年龄组`,
    `The people layer has no age group "${group}"`,
  );

export const noPeople = (): Missing =>
  missing("no-people", "没有人口数据，请导入人口图层", "No people: import the people layer");

export const unitsWithoutPeople = (count: number): Missing =>
  missing(
    "units-without-people",
    `${count} 个单元没有人口数据，请补全人口表后重新导入`,
    `${count} units have no people: complete the table of people and import it again`,
  );

export const unitsWithoutGroup = (count: number, group: string): Missing =>
  missing(
    "units-without-group",
    `${count} 个单元没有“${group}”年龄组的人数，请补全人口表后重新导入`,
    `${count} units have no people of age group "${group}": complete the table of people and import it again`,
  );

export const noUnits = (label: Said): Missing =>
  missing("no-units", `本次范围内没有${label.zh}`, `There are no ${label.en} in scope`);

export const noList = (name: Said): Missing =>
  missing("no-list", `缺名单：${name.zh}`, `No list: ${name.en}`);

export const areaUnknown = (count: number, counted: Said): Missing =>
  missing(
    "area-unknown",
    `${count} ${counted.zh}没有城乡分类代码，未计入`,
    `${count} ${counted.en} have no urban-rural code and are left out`,
  );

export const countedAsNone = (names: readonly string[]): Missing => {
  const said = listed(names);
  return missing(
    "counted-as-none",
    `${said.zh}未填报，按没有计`,
    `Not reported, counted as having none: ${said.en}`,
  );
};

export const noItem = (label: Said): Missing =>
  missing(
    "no-relation",
    `${label.zh}没有登记服务关系的填报项`,
    `There is no figure to report who is registered as served: ${label.en}`,
  );

export const noReach = (label: Said): Missing =>
  missing("no-reach", `没有${label.zh}的步行可达结果`, `No result of walking to ${label.en}`);

export const registrationUnstated = (): Missing =>
  missing(
    "registration-unstated",
    "名录没有备案状态，有点位即算有",
    "The register does not say what is registered: a place counts as it stands",
  );

export const noProjects = (): Missing =>
  missing(
    "no-projects",
    "缺新建小区（项目）清单，请在填报表中填入",
    "No list of new estates: enter it in the sheet",
  );

export const zeroDenominator = (label: Said): Missing =>
  missing(
    "zero-denominator",
    `${label.zh}为 0，不能计算`,
    `${label.en} is 0: there is no quotient`,
  );

export const totalNotDivided = (tier: "province" | "city" | "county"): Missing =>
  tier === "province"
    ? missing(
        "total-not-divided",
        "省级总量，不分解到市县",
        "A total of the province, not divided among its parts",
      )
    : missing(
        "total-not-divided",
        "全市（县）总量，不往下分解",
        "A total of the whole jurisdiction, not divided among its parts",
      );

export const provinceReference = (): Missing =>
  missing(
    "province-reference",
    "省目标未分解到市县，此处按本地区数对照",
    "The province's target is not set for its parts; the figure here is held against it for comparison",
  );

export const notAttested = (): Missing =>
  missing(
    "not-attested",
    "尚未填报，请填报数值并附佐证",
    "Not stated yet: enter the value with its evidence",
  );

export const twoYears = (): Missing =>
  missing(
    "two-years",
    "判断是否提升需要两个年份的数",
    "Figures of two years are needed to tell a rise",
  );

export const noRise = (base: number): Missing =>
  missing("no-rise", `比 ${base} 年没有上升`, `Not above ${base}`);

export const neverJudged = (): Missing =>
  missing("condition", "政策适用条件，不作达标判定", "A condition of another rule, not judged");

export const unknownUnits = (codes: readonly string[]): Missing => {
  const said = listed(codes);
  return missing(
    "unknown-units",
    `填报中有本研究没有的单元，未采用：${said.zh}`,
    `Figures for units that the study does not have are not used: ${said.en}`,
  );
};

export const plannedUnstated = (names: readonly string[]): Missing => {
  const said = listed(names);
  return missing(
    "planned-unstated",
    `方案涉及的设施未载明数量，未计入增减：${said.zh}`,
    `Of these places in the scenario the amount is not stated; it is neither added nor taken off: ${said.en}`,
  );
};

export const reachOfAllKinds = (label: Said): Missing =>
  missing(
    "reach-of-all-kinds",
    `步行可达按服务类测算，不能单独说明${label.zh}`,
    `Walks are measured to all kinds of the service and say nothing of ${label.en} alone`,
  );
