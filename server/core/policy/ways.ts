import type { Measure } from "#contract/policy/measure.ts";
import type { Caliber, Said } from "../vocabulary.ts";
import type { Ground } from "./ground.ts";
import type { Way } from "./served-by.ts";
import { countedBy } from "./words.ts";

/** The calibers that the needs have anything for, and the chosen one; reach at other speeds where there are any. */
export function waysOf(
  { needs, units }: Extract<Measure, { kind: "units-served" }>,
  chosen: Caliber,
  { input }: Ground,
): { readonly id: string; readonly way: Way; readonly label: Said }[] {
  const counted = countedBy(units);
  const within = { zh: counted.zh.replace(/^个/, ""), en: "the unit" };
  const services = needs.flatMap(({ service }) => service ?? []);
  const reach = input.reach.filter(({ service }) => services.includes(service));
  const share = `${Number((input.settings.reachShare * 100).toFixed(1))}%`;
  const registered = needs.some((need) => need.registered === true);
  const ways: { id: string; way: Way; label: Said }[] = [
    {
      id: "inside",
      way: { caliber: "inside" },
      label: registered
        ? { zh: `${within.zh}内有已备案设施`, en: `a registered facility in ${within.en}` }
        : { zh: `${within.zh}内有设施`, en: `a facility in ${within.en}` },
    },
    {
      id: "registered",
      way: { caliber: "registered" },
      label: { zh: "登记服务关系", en: "registered as served" },
    },
    {
      id: "reach",
      way: { caliber: "reach" },
      label: { zh: `步行可达人口超过${share}`, en: `more than ${share} of people within a walk` },
    },
  ];
  if (reach.length > 0)
    ways.push(
      {
        id: "reach-slow",
        way: { caliber: "reach", walk: "slow" },
        label: { zh: "步行可达，慢速", en: "within a walk, slow" },
      },
      {
        id: "reach-fast",
        way: { caliber: "reach", walk: "fast" },
        label: { zh: "步行可达，快速", en: "within a walk, fast" },
      },
    );
  if (reach.some(({ withoutNeighbours }) => withoutNeighbours !== null))
    ways.push({
      id: "reach-without-neighbours",
      way: { caliber: "reach", walk: "withoutNeighbours" },
      label: { zh: "步行可达，不计范围外设施", en: "within a walk, without facilities outside" },
    });
  return ways.filter(({ id, way }) => {
    if (id === chosen) return true;
    return way.caliber === "registered"
      ? needs.some(({ item }) => item !== undefined)
      : services.length > 0;
  });
}
