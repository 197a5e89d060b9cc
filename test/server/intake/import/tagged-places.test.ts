import { afterAll, beforeAll, expect, it } from "vitest";
import { facilitiesOf, judged } from "../../../fixtures/import-order.ts";
import { osmXml } from "../../../fixtures/osm-file.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

/**
 * What tags stand for in the crosswalk of policy words and OpenStreetMap; "" is none, "?" is for somebody to decide.
 */
const CROSSWALK: readonly (readonly [tags: string, service: string])[] = [
  ["amenity=kindergarten", "kindergarten"],
  ["amenity=childcare", "childcare"],
  ["amenity=clinic", "clinic"],
  ["amenity=doctors", "clinic"],
  ["healthcare=doctor", "clinic"],
  ["amenity=hospital", ""],
  ["amenity=pharmacy", ""],
  ["amenity=school", ""],
  [
    "amenity=social_facility social_facility=nursing_home social_facility:for=senior",
    "elderly-care",
  ],
  ["amenity=social_facility social_facility=group_home social_facility:for=senior", "elderly-care"],
  [
    "amenity=social_facility social_facility=assisted_living social_facility:for=senior",
    "elderly-care",
  ],
  [
    "amenity=social_facility social_facility=day_care social_facility:for=senior;disabled",
    "elderly-care",
  ],
  ["amenity=social_facility social_facility=day_care", "?"],
  ["amenity=social_facility social_facility=nursing_home social_facility:for=disabled", ""],
  ["amenity=social_facility social_facility=group_home social_facility:for=orphan", ""],
  ["amenity=nursing_home", "elderly-care"],
  ["amenity=social_facility social_facility=soup_kitchen", "?"],
  [
    "amenity=social_facility social_facility=day_care;soup_kitchen social_facility:for=elderly",
    "elderly-care,meal",
  ],
  ["amenity=health_post", "clinic"],
  ["amenity=nursery", "?"],
  ["shop=convenience", "convenience"],
  ["shop=supermarket", "convenience"],
  ["shop=greengrocer", "market"],
  ["shop=convenience disused=yes", ""],
  ["amenity=marketplace", "market"],
  ["shop=hairdresser", ""],
  ["amenity=library", ""],
];

it("offer what the crosswalk says, and nothing else", async () => {
  const nodes = CROSSWALK.map(([tags], i) => ({
    id: i + 1,
    lng: 100.4 + 0.001 * i,
    lat: 38.93,
    tags: {
      name: `甲${i + 1}`,
      ...Object.fromEntries(tags.split(" ").map((tag) => tag.split("=") as [string, string])),
    },
  }));
  const content = osmXml({ nodes, ways: [] });
  const one = await judged(folder.path, "地点.osm", content, { role: "facilities" });
  const found = await facilitiesOf(folder.path, one);
  expect(found.map(({ name, services }) => [name, services.join()])).toEqual(
    CROSSWALK.flatMap(([, service], i) =>
      service === "" || service === "?" ? [] : [[`甲${i + 1}`, service]],
    ),
  );
  expect(one.proposal.account.doubtful).toBe(
    CROSSWALK.filter(([, service]) => service === "?").length,
  );
});
