import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Tags } from "#core/osm/elements.ts";
import { servicesOfTags } from "#core/osm/tagged-places.ts";
import { collectTaggedPlaces } from "#core/osm/tagged-places-collector.ts";
import { readBuildings } from "../../../../server/intake/osm/read-buildings.ts";
import { readTaggedPlaces } from "../../../../server/intake/osm/read-places.ts";
import { osmPbf, osmXml, visitElements, type OsmElements } from "../../../fixtures/osm-file.ts";

type Row = readonly [tags: string, sure: string, doubtful: string];

const ROWS: readonly Row[] = [
  ["amenity=kindergarten", "kindergarten", ""],
  ["amenity=childcare", "childcare", ""],
  ["amenity=clinic", "clinic", ""],
  ["amenity=doctors", "clinic", ""],
  ["healthcare=centre", "clinic", ""],
  ["amenity=health_post", "clinic", ""],
  ["amenity=clinic healthcare:speciality=dermatology", "", "clinic"],
  ["amenity=clinic healthcare:speciality=community", "clinic", ""],
  ["amenity=hospital", "", ""],
  ["amenity=dentist", "", "clinic"],
  ["amenity=pharmacy", "", ""],
  ["amenity=restaurant", "", ""],
  ["amenity=canteen", "", "meal"],
  ["shop=convenience", "convenience", ""],
  ["shop=supermarket", "convenience", ""],
  ["shop=greengrocer", "market", ""],
  ["shop=butcher", "", "market"],
  ["amenity=marketplace", "market", ""],
  ["amenity=marketplace;kindergarten", "market kindergarten", ""],
  ["shop=kiosk amenity=marketplace", "market", "convenience"],
  ["shop=convenience disused=yes", "", ""],
  ["amenity=nursing_home", "elderly-care", ""],
  ["amenity=social_facility social_facility=nursing_home", "elderly-care", ""],
  ["amenity=social_facility social_facility=group_home", "", "elderly-care"],
  [
    "amenity=social_facility social_facility=group_home social_facility:for=senior",
    "elderly-care",
    "",
  ],
  ["amenity=social_facility social_facility=group_home social_facility:for=orphan", "", ""],
  [
    "amenity=social_facility social_facility=day_care social_facility:for=senior",
    "elderly-care",
    "",
  ],
  ["amenity=social_facility social_facility=day_care social_facility:for=child", "", "childcare"],
  ["amenity=social_facility social_facility=day_care", "", "elderly-care childcare"],
  ["amenity=social_facility social_facility:for=senior", "", "elderly-care"],
  ["amenity=social_facility social_facility=soup_kitchen", "", "meal"],
  ["amenity=social_facility social_facility=nursing_home social_facility:for=disabled", "", ""],
  ["amenity=social_facility", "", ""],
  ["highway=residential", "", ""],
];

describe("services by tags", () => {
  it.each(ROWS)("%s: %j, perhaps %j", (text, sure, doubtful) => {
    const found = servicesOfTags(tagsOf(text));
    expect(found.services.join(" ")).toBe(sure);
    expect(found.doubtful.join(" ")).toBe(doubtful);
  });
});

/** A square of about 100 m with a corner at each node, and one more node. */
const EXTRACT: OsmElements = {
  nodes: [
    { id: 1, lng: 100, lat: 38 },
    { id: 2, lng: 100.001, lat: 38 },
    { id: 3, lng: 100.001, lat: 38.001 },
    { id: 4, lng: 100, lat: 38.001 },
    { id: 5, lng: 100.002, lat: 38.002, tags: tagsOf("shop=convenience") },
    { id: 6, lng: 100.003, lat: 38.002, tags: tagsOf("amenity=bench") },
    { id: 7, lng: 100.004, lat: 38.002, tags: tagsOf("office=ngo name=幸福院") },
    { id: 8, lng: 100.005, lat: 38.002, tags: tagsOf("highway=bus_stop name=东关") },
  ],
  ways: [
    { id: 1, refs: [1, 2, 3, 4, 1], tags: tagsOf("amenity=kindergarten name=一幼 building=yes") },
    { id: 2, refs: [1, 2, 3, 4, 1] },
    { id: 3, refs: [98, 99, 98], tags: tagsOf("amenity=kindergarten") },
  ],
  relations: [
    {
      id: 1,
      tags: tagsOf("type=multipolygon amenity=marketplace"),
      members: [{ type: "way", ref: 2, role: "outer" }],
    },
    {
      id: 2,
      tags: tagsOf("type=site amenity=school name=二中"),
      members: [
        { type: "node", ref: 5, role: "entrance" },
        { type: "node", ref: 7, role: "" },
      ],
    },
  ],
};

describe("places of an extract", () => {
  it("are nodes, ways and relations with a service or a name, in the order of the file", () => {
    const collecting = collectTaggedPlaces();
    visitElements(EXTRACT, collecting.shapes);
    visitElements(EXTRACT, collecting.nodes());
    const places = collecting.finish();
    expect(places.map(({ name, tags }) => name || tags["shop"] || tags["amenity"])).toEqual([
      "convenience",
      "幸福院",
      "一幼",
      "marketplace",
      "二中",
    ]);
    expect(places.map(({ lng, lat }) => [lng, lat])).toEqual([
      [100.002, 38.002],
      [100.004, 38.002],
      [expect.closeTo(100.0005, 4), expect.closeTo(38.0005, 4)],
      [expect.closeTo(100.0005, 4), expect.closeTo(38.0005, 4)],
      [100.003, 38.002],
    ]);
  });

  it("are the same from XML and from PBF, and so are buildings", async () => {
    const folder = scratch();
    const [xml, pbf] = [join(folder, "town.osm"), join(folder, "town.osm.pbf")];
    writeFileSync(xml, osmXml(EXTRACT));
    writeFileSync(pbf, osmPbf(EXTRACT));
    const places = await readTaggedPlaces(xml);
    expect(places).toHaveLength(5);
    expect(await readTaggedPlaces(pbf)).toEqual(places);
    const buildings = await readBuildings(xml);
    expect(buildings.map(({ use }) => use)).toEqual(["other"]);
    expect(await readBuildings(pbf)).toEqual(buildings);
  });

  it("stop being read when asked to", async () => {
    const path = join(scratch(), "town.osm");
    writeFileSync(path, osmXml(EXTRACT));
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(readTaggedPlaces(path, { signal })).rejects.toThrow("enough");
    await expect(readBuildings(path, { signal })).rejects.toThrow("enough");
  });
});

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "places-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function tagsOf(text: string): Tags {
  return Object.fromEntries(
    text.split(" ").map((pair) => {
      const [key = "", value = ""] = pair.split("=");
      return [key, value];
    }),
  );
}
