import type { SitingConflict } from "#core/siting/problem.ts";
import type { Said } from "#core/vocabulary.ts";
import { joined, percent, percentBelow, sites, whole } from "./plan-words.ts";
import type { Layer } from "./situation.ts";
import type { ToldBy } from "./why.ts";

/** Which rules cannot be kept together, and what to give up. */
export function whyNot(told: ToldBy): Said {
  const { answer, situation, posed, request, uncoverable } = told;
  const [layer] = situation.layers;
  const conflict = answer.conflict;
  if (conflict === undefined || layer === undefined)
    return {
      zh: "没有选法能同时满足全部条件。请放宽一些条件。",
      en: "No choice keeps all conditions at once. Ask for less.",
    };
  return conflictSaid(conflict, { situation, layer, posed, request, uncoverable });
}

interface Conflicting extends Pick<ToldBy, "situation" | "posed" | "request" | "uncoverable"> {
  readonly layer: Layer;
}

function conflictSaid(conflict: SitingConflict, about: Conflicting): Said {
  const { situation, layer, posed, request } = about;
  switch (conflict.kind) {
    case "beyond-reach":
      return beyondReach(conflict, about);
    case "floor": {
      const { codes } = posed.aim;
      const names = conflict.units
        .slice(0, 10)
        .map((u) => situation.ground.units[u]?.name ?? codes[u] ?? "");
      const more = conflict.units.length - names.length;
      const asked = percent(request.floor ?? 0);
      return {
        zh: `这些单元达不到 ${asked}：${names.join("、")}${more > 0 ? ` 等 ${conflict.units.length} 个` : ""}。请降低下限，或增加候选点。`,
        en: `These units stay below ${asked}: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}. Lower the floor or add candidates.`,
      };
    }
    case "apart": {
      const names = conflict.sites.slice(0, 10).map((site) => {
        const { name, id } = situation.sites[site]!;
        return name === "" ? id : name;
      });
      return {
        zh: `必选点相距不到 ${request.spacing} 米：${names.join("、")}。请减小间距，或取消其中的必选。`,
        en: `Required sites are less than ${request.spacing} m apart: ${names.join(", ")}. Make the spacing smaller or require fewer of them.`,
      };
    }
    case "too-few-sites":
      return {
        zh: `${request.count ?? 0} 处不够，至少要 ${conflict.count} 处。`,
        en: `${sites(request.count ?? 0).en} are too few; it takes at least ${conflict.count}.`,
      };
    case "budget":
      return {
        zh: `${whole(request.budget ?? 0)} 元不够，至少要 ${whole(conflict.least)} 元。`,
        en: `${whole(request.budget ?? 0)} yuan are too little; it takes at least ${whole(conflict.least)} yuan.`,
      };
    case "capacity": {
      const taken = posed.taken?.people ?? 0;
      const [most, asked] = [conflict.most + taken, conflict.asked + taken];
      return {
        zh: `容量不够：候选点全开也只能容下 ${whole(most)} 人（${percentBelow(most / layer.total, asked / layer.total)}），达不到 ${whole(asked)} 人。`,
        en: `Not enough capacity: with every candidate open there is room for ${whole(most)} people (${percentBelow(most / layer.total, asked / layer.total)}), short of ${whole(asked)}.`,
      };
    }
  }
}

/** "69% 达不到：候选点全开也只到 68.4%，有 3,120 人走不到。" */
function beyondReach(
  { most, asked }: Extract<SitingConflict, { kind: "beyond-reach" }>,
  { layer, posed, request, uncoverable }: Conflicting,
): Said {
  const far = uncoverable.people;
  const unreached = {
    zh: `有 ${whole(far)} 人走不到。`,
    en: `None of them can reach ${whole(far)} people.`,
  };
  const { problem } = posed;
  if (problem.kind === "cover" && problem.goal.kind === "units")
    return joined(
      {
        zh: `${asked} ${posed.aim.counted.zh}达不到：候选点全开也只有 ${most} 个。`,
        en: `${asked} ${posed.aim.counted.en} cannot be served: with every candidate open there are ${most}.`,
      },
      { zh: "请增加候选点。", en: "Add candidates." },
    );
  const [one, other] = request.services;
  const share = other === undefined ? (one?.share ?? asked / layer.total) : asked / layer.total;
  return joined(
    {
      zh: `${percent(share)} 达不到：候选点全开也只到 ${percentBelow(most / layer.total, share)}，`,
      en: `${percent(share)} cannot be reached: with every candidate open it is ${percentBelow(most / layer.total, share)}.`,
    },
    unreached,
  );
}
