import { assess } from "#core/policy/assess.ts";
import { groundOf } from "#core/policy/ground.ts";
import { wholeTenths } from "#core/network/graph.ts";
import { WALKERS, type Service, type WalkerProfile } from "#core/vocabulary.ts";
import type { ExportTable } from "../report/export/export-table.ts";
import { indicatorTable, serviceGapTable } from "../report/gap-layers.ts";
import { measureOf } from "../report/ledger/unit-state.ts";
import type { OpenStudy } from "./library.ts";
import type { Policy } from "./policy.ts";
import { reachOf } from "./spatial-metrics.ts";

const WALKER_WORDS: Readonly<Record<WalkerProfile, string>> = {
  adult: "成年人",
  elder: "老年人",
  child: "带幼儿者",
  wheelchair: "轮椅使用者",
};

/** The gaps of a service for those it is for, walking towards it at their usual speed. */
export async function serviceGaps(
  policy: Pick<Policy, "catalogue">,
  open: OpenStudy,
  asked: { readonly service: Service; readonly minutes: number },
): Promise<ExportTable> {
  const { service, minutes } = asked;
  const { services } = await policy.catalogue();
  const reach = (await reachOf(open)).find((one) => one.service === service);
  const profile = reach?.profile ?? "adult";
  const { speed, steps } = WALKERS[profile];
  const answers = await open.answers({ kind: "time", speed, steps }, "towards");
  return serviceGapTable({
    study: open.study,
    service: services.find(({ id }) => id === service)?.name.zh ?? service,
    minutes,
    walker: `${WALKER_WORDS[profile]}，${speed} m/s`,
    facilities: open.ground.facilities,
    groups: [...open.ground.demand.groups.keys()],
    gaps: await answers.gaps(service, wholeTenths("time", minutes)),
  });
}

/** The units an indicator counts; undefined when the study has no such indicator. */
export async function indicatorUnits(
  policy: Pick<Policy, "inputOf">,
  open: OpenStudy,
  asked: { readonly study: string; readonly unit: string | null; readonly indicator: string },
): Promise<ExportTable | undefined> {
  const input = await policy.inputOf(asked.study, { unit: asked.unit });
  const assessment = assess(input);
  const indicator = assessment.indicators.find(({ id }) => id === asked.indicator);
  if (indicator === undefined) return undefined;
  const ground = groundOf(input);
  const index = new Map(ground.divisions.map(({ code }, i) => [code, i]));
  return indicatorTable({
    study: input.study,
    assessment,
    indicator,
    measure: measureOf(indicator, input),
    units: open.ground.units,
    unitsIn: (code) => {
      const i = index.get(code);
      return i === undefined ? [] : ground.areaOf(i).units;
    },
  });
}
