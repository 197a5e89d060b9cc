import { fillBlocks } from "./blocks.ts";
import { drawCountryside } from "./countryside.ts";
import { BLANK, joined, type Drawing } from "./drawing.ts";
import { writeFacilities } from "./facilities-csv.ts";
import { placeFacilities } from "./facilities.ts";
import { drawFields } from "./fields.ts";
import { rectangle } from "./geometry.ts";
import { housesAtStreets } from "./houses.ts";
import { inventNames } from "./names.ts";
import { writeOsm } from "./osm-xml.ts";
import { drawOutskirts } from "./outskirts.ts";
import { settle, writePeople } from "./people.ts";
import { drawPlan } from "./plan.ts";
import { writePremises } from "./premises-csv.ts";
import { placePremises } from "./premises.ts";
import { drawQuarters, drawTownBorder } from "./quarters.ts";
import { drawRailway } from "./railway.ts";
import { seededRandom } from "./random.ts";
import { drawHighroads, layHighroads, roadHeadings } from "./roads.ts";
import { placeSeats } from "./seats.ts";
import { drawStreets } from "./streets.ts";
import { survey } from "./survey.ts";
import { drawTowns, layOutTowns } from "./towns.ts";
import { drawUnits, labelQuarters, unitFinder, writeUnits } from "./units.ts";
import { drawVillageRoads, layVillageRoads } from "./village-roads.ts";
import { drawVillages, type Village } from "./villages.ts";
import { drawWaterways } from "./waterways.ts";
import { drawWetlands } from "./wetlands.ts";

/** The four files a study is made from, and the houses that stand idle in it, as text. */
export interface DemonstrationFiles {
  readonly "streets.osm": string;
  readonly "facilities.csv": string;
  readonly "premises.csv": string;
  readonly "people.csv": string;
  readonly "units.geojson": string;
}

export const DEMONSTRATION_NAME = "张掖市甘州区（示例数据，合成）";

/**
 * The district of Ganzhou as it might be: its names, codes and totals are facts, everything that has a place is
 * invented. The same seed gives the same bytes.
 */
export function makeDemonstration(seed = 7): DemonstrationFiles {
  const chance = (subject: string) => seededRandom(seed, subject);
  const names = inventNames(chance("names"));
  const plan = drawPlan(chance("plan"));
  const quarters = drawQuarters(plan);
  const seats = placeSeats(quarters, chance("seats"));
  const units = drawUnits(plan, quarters, seats);
  const towns = layOutTowns(seats, roadHeadings(plan, seats));
  const highroads = layHighroads(plan, towns, chance("highroads"));
  const villageRoads = layVillageRoads(
    seats,
    towns,
    highroads,
    plan,
    drawTownBorder(plan),
    chance("village roads"),
  );
  const villages = units.flatMap(({ place, cell }): Village[] => {
    const seat = seats.find((candidate) => candidate.place === place);
    return seat === undefined || cell === undefined ? [] : [{ seat, cell }];
  });
  const roads = [
    ...villageRoads,
    ...highroads.flatMap(({ points, isBridge }) => (isBridge ? [] : [points])),
  ];

  const streets = drawStreets(plan, names, chance("streets"));
  const outskirts = drawOutskirts(plan, names, chance("outskirts"));
  const drawing = joined([
    TOWER,
    streets.drawing,
    outskirts.drawing,
    drawWaterways(plan),
    drawRailway(plan),
    drawHighroads(highroads),
    drawVillageRoads(villageRoads),
    fillBlocks([...streets.blocks, ...outskirts.blocks], names, chance("blocks")),
    drawTowns(towns, names, chance("towns")),
    drawVillages(villages, towns, roads, chance("villages"), chance("herders")),
    drawWetlands(chance("wetlands")),
    drawCountryside(villages, chance("countryside")),
    drawFields(plan, seats, chance("fields")),
    labelQuarters(quarters),
  ]);
  const map = survey(drawing);
  const unitAt = unitFinder(units);
  const dwellings = settle(
    map.buildings,
    (place) => unitAt(place)?.place.township,
    chance("people"),
  );
  const houses = housesAtStreets(map, unitAt);
  const facilities = placeFacilities(map, drawing, houses, seats, unitAt, seed);
  const premises = placePremises(houses, facilities, seats, seed);
  return {
    "streets.osm": writeOsm(map, DEMONSTRATION_NAME),
    "facilities.csv": writeFacilities(facilities),
    "premises.csv": writePremises(premises),
    "people.csv": writePeople(dwellings),
    "units.geojson": writeUnits(units),
  };
}

const TOWER: Drawing = {
  ...BLANK,
  shapes: [
    {
      points: rectangle({ x: 0, y: 0 }, 0, 30, 30),
      closed: true,
      tags: { building: "tower", historic: "building", "building:levels": "3", name: "鼓楼" },
    },
  ],
  marks: [{ at: { x: 3, y: -70 }, tags: { place: "city", name: "甘州区" } }],
};
