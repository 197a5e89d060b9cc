import { fillBlocks } from "./blocks.ts";
import { drawCountryRoads } from "./country.ts";
import { BLANK, joined, type Drawing } from "./drawing.ts";
import { placeFacilities, writeFacilities } from "./facilities.ts";
import { drawFields } from "./fields.ts";
import { rectangle } from "./geometry.ts";
import { inventNames } from "./names.ts";
import { writeOsm } from "./osm-xml.ts";
import { settle, writePeople } from "./people.ts";
import { drawOutskirts } from "./outskirts.ts";
import { drawPlan } from "./plan.ts";
import { drawRailway } from "./railway.ts";
import { seededRandom } from "./random.ts";
import { drawStreets } from "./streets.ts";
import { survey } from "./survey.ts";
import { drawQuarters, drawUnits, writeUnits } from "./units.ts";
import { drawVillages } from "./villages.ts";
import { drawWaterways } from "./waterways.ts";

/** The four files a study is made from, as text. */
export interface DemonstrationFiles {
  readonly "streets.osm": string;
  readonly "facilities.csv": string;
  readonly "people.csv": string;
  readonly "units.geojson": string;
}

export const DEMONSTRATION_NAME = "示例县城（合成）";

/** An invented county town; the same seed gives the same bytes. */
export function makeDemonstration(seed = 7): DemonstrationFiles {
  const chance = (subject: string) => seededRandom(seed, subject);
  const names = inventNames(chance("names"));
  const plan = drawPlan(chance("plan"));
  const streets = drawStreets(plan, names, chance("streets"));
  const outskirts = drawOutskirts(plan, names, chance("outskirts"));
  const units = drawUnits(plan);
  const drawing = joined([
    TOWER,
    streets.drawing,
    outskirts.drawing,
    drawWaterways(plan),
    drawRailway(plan),
    drawCountryRoads(plan, chance("country")),
    fillBlocks([...streets.blocks, ...outskirts.blocks], names, chance("blocks")),
    drawVillages(chance("villages")),
    drawFields(plan, chance("fields")),
    drawQuarters(units),
  ]);
  const map = survey(drawing);
  const dwellings = settle(map.buildings, PEOPLE, chance("people"));
  const facilities = placeFacilities(map, drawing, units, chance("facilities"));
  return {
    "streets.osm": writeOsm(map, DEMONSTRATION_NAME),
    "facilities.csv": writeFacilities(facilities),
    "people.csv": writePeople(dwellings),
    "units.geojson": writeUnits(units),
  };
}

const PEOPLE = 231_480;

const TOWER: Drawing = {
  ...BLANK,
  shapes: [
    {
      points: rectangle({ x: 0, y: 0 }, 0, 30, 30),
      closed: true,
      tags: { building: "tower", historic: "building", "building:levels": "3", name: "鼓楼" },
    },
  ],
  marks: [{ at: { x: 3, y: -70 }, tags: { place: "town", name: DEMONSTRATION_NAME } }],
};
