import { MAX_PEOPLE } from "./people.ts";
import type { Said } from "../vocabulary.ts";

/** The most cells people may be spread over; a county of 40,000 km² has 2.7 million at resolution 10. */
export const MAX_CELLS = 4_000_000;

/** The people cannot be held at this resolution; the message, in both languages, says what to do. */
export class DemandTooLarge extends Error {
  override readonly name = "DemandTooLarge";
  readonly said: Said;

  constructor(said: Said) {
    super(said.en);
    this.said = said;
  }
}

export function tooManyCells(resolution: number): DemandTooLarge {
  return new DemandTooLarge({
    zh: `人口分布超过 ${MAX_CELLS / 10_000} 万个格网（分辨率 ${resolution}）。请新建一个分辨率更粗的研究，或把人口数据裁剪到研究范围。`,
    en:
      `The people spread over more than ${MAX_CELLS.toLocaleString("en")} cells at resolution ${resolution}. ` +
      "Choose a coarser resolution, or cut the people to the place under study.",
  });
}

export function tooManyPeople(): DemandTooLarge {
  return new DemandTooLarge({
    zh: `人口合计超过 ${MAX_PEOPLE.toLocaleString("en")} 人。请检查人数一列的单位（人，不是万人或密度）。`,
    en: `The people add up to more than ${MAX_PEOPLE.toLocaleString("en")}. Check the unit of the counts.`,
  });
}
