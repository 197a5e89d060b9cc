import type { SitingPlan } from "#contract/siting.ts";
import type { Said } from "#core/vocabulary.ts";

/** Why a candidate is not considered. */
type Why =
  | "forbidden"
  | "not-offered"
  | "outside-search"
  | "outside-units"
  | "excluded"
  | "same-place"
  | "off-network";

/** Candidates that are not considered, by why. */
export interface LeftOutList {
  readonly add: (why: Why, id: string) => void;
  readonly told: (snapCap: number) => SitingPlan["candidates"]["leftOut"];
}

/** More ids than these say no more. */
const IDS_LISTED = 500;

export function leftOutList(): LeftOutList {
  const ids = new Map<Why, string[]>();
  return {
    add: (why, id) => {
      const there = ids.get(why);
      if (there === undefined) ids.set(why, [id]);
      else there.push(id);
    },
    told: (snapCap) =>
      [...ids].map(([why, left]) => ({
        why: whySaid(why, snapCap),
        sites: left.length,
        ids: left.slice(0, IDS_LISTED),
      })),
  };
}

function whySaid(why: Why, snapCap: number): Said {
  switch (why) {
    case "forbidden":
      return { zh: "设为不选", en: "forbidden" };
    case "not-offered":
      return { zh: "画的候选点不设这项服务", en: "drawn without the service" };
    case "outside-search":
      return { zh: "在选址范围之外", en: "outside the search areas" };
    case "outside-units":
      return { zh: "在统计单元之外，不计入指标", en: "outside all units: it does not count" };
    case "excluded":
      return { zh: "在禁选区内", en: "in an exclusion area" };
    case "same-place":
      return { zh: "与另一候选点位置相同", en: "at the place of another candidate" };
    case "off-network":
      return {
        zh: `离最近的步行道路超过 ${snapCap} 米`,
        en: `more than ${snapCap} m from any walkable street`,
      };
  }
}
