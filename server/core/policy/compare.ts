import type { Assessment, Comparison, Indicator, Snapshot } from "#contract/policy/compliance.ts";
import type { PolicySettings } from "#contract/policy/stock.ts";
import type { Said } from "../vocabulary.ts";
import { ownValue } from "../own-value.ts";

interface Kept {
  readonly snapshot: Snapshot;
  readonly assessment: Assessment;
}
type Row = Comparison["rows"][number];

/** Indicators of two assessments side by side, in the order of the later one, then those that are gone. */
export function compare(before: Kept, after: Kept): Comparison {
  const earlier = new Map(before.assessment.indicators.map((each) => [each.id, each]));
  const later = new Set(after.assessment.indicators.map(({ id }) => id));
  const gone = before.assessment.indicators.filter(({ id }) => !later.has(id));
  const common = [
    ...otherScope(before.assessment, after.assessment),
    ...otherDocuments(before.snapshot, after.snapshot),
  ];
  return {
    before: before.snapshot,
    after: after.snapshot,
    rows: [
      ...after.assessment.indicators.map((other): Row => {
        const one = earlier.get(other.id);
        const settings = [before.assessment.settings, after.assessment.settings] as const;
        return {
          ...headOf(other),
          before: one === undefined ? null : sideOf(one),
          after: sideOf(other),
          change: one === undefined ? null : difference(one.value, other.value),
          because:
            one === undefined
              ? common
              : [...common, ...otherSettings(one, other, ...settings), ...otherData(one, other)],
        };
      }),
      ...gone.map((one): Row => ({
        ...headOf(one),
        before: sideOf(one),
        after: null,
        change: null,
        because: common,
      })),
    ],
  };
}

function headOf({ id, name, unit }: Indicator) {
  return { id, name, unit };
}

function sideOf({ value, verdict }: Indicator) {
  return { value, verdict };
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}

function otherScope(one: Assessment, other: Assessment): Said[] {
  if (one.scope.code === other.scope.code) return [];
  return [
    {
      zh: `范围不同：${one.scope.name} → ${other.scope.name}`,
      en: `Another scope: ${one.scope.name} → ${other.scope.name}`,
    },
  ];
}

function otherDocuments(one: Snapshot, other: Snapshot): Said[] {
  const before = new Map(one.documents.map(({ id, sha256 }) => [id, sha256]));
  const after = new Map(other.documents.map(({ id, sha256 }) => [id, sha256]));
  const said: Said[] = [];
  for (const [id, sha256] of after)
    if (!before.has(id)) said.push({ zh: `新增文件 ${id}`, en: `Document ${id} was added` });
    else if (before.get(id) !== sha256)
      said.push({ zh: `文件 ${id} 有改动`, en: `Document ${id} was changed` });
  for (const id of before.keys())
    if (!after.has(id))
      said.push({ zh: `不再采用文件 ${id}`, en: `Document ${id} no longer counts` });
  return said;
}

/** Those that this indicator hangs on. */
function otherSettings(
  one: Indicator,
  other: Indicator,
  before: PolicySettings,
  after: PolicySettings,
): Said[] {
  const said: Said[] = [];
  const [was, is] = [one, other].map((each) => each.readings.find(({ chosen }) => chosen));
  if (was !== undefined && is !== undefined && was.id !== is.id)
    said.push({
      zh: `口径：${was.label.zh} → ${is.label.zh}`,
      en: `Counted by: ${was.label.en} → ${is.label.en}`,
    });
  const { id } = other;
  if (ownValue(before.combine, id) !== ownValue(after.combine, id))
    said.push({ zh: "几样服务的组合方式改变", en: "Several services are combined in another way" });
  if (before.urbanBy !== after.urbanBy)
    said.push({ zh: "城乡划分依据改变", en: "Urban and rural are told apart in another way" });
  const walks = [...one.readings, ...other.readings].some((reading) =>
    reading.id.startsWith("reach"),
  );
  if (walks && before.reachShare !== after.reachShare)
    said.push({ zh: "步行可达的人口比例改变", en: "Another share of people within a walk" });
  if (walks && before.reachMinutes !== after.reachMinutes)
    said.push({
      zh: `步行时间：${before.reachMinutes} → ${after.reachMinutes} 分钟`,
      en: `Walk: ${before.reachMinutes} → ${after.reachMinutes} minutes`,
    });
  if (before.year !== after.year)
    said.push({
      zh: `年份：${before.year} → ${after.year}`,
      en: `Year: ${before.year} → ${after.year}`,
    });
  const [decided, decides] = [one, other].map(({ targets }) =>
    targets.find(({ inForce }) => inForce),
  );
  if (decided !== undefined && decides !== undefined && decided.document !== decides.document)
    said.push({
      zh: `采用的目标值：${decided.document} → ${decides.document}`,
      en: `Target of: ${decided.document} → ${decides.document}`,
    });
  return said;
}

/** Other versions of the layers that its figures come from. New figures are the change itself. */
function otherData(one: Indicator, other: Indicator): Said[] {
  const versions = ({ trace }: Indicator) => [
    ...new Set(
      trace.terms
        .flatMap(({ origins }) => origins)
        .flatMap((origin) => (LAYERS.has(origin.kind) ? origin.versions : [])),
    ),
  ];
  const [before, after] = [versions(one), versions(other)];
  if (before.length === 0 || after.length === 0 || before.join() === after.join()) return [];
  return [
    {
      zh: `数据版本：${before.join("、")} → ${after.join("、")}`,
      en: `Data: ${before.join(", ")} → ${after.join(", ")}`,
    },
  ];
}

const LAYERS: ReadonlySet<string> = new Set(["facilities", "people", "units", "reach"]);
