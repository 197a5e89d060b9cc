import { describe, expect, it } from "vitest";
import { readFacilities } from "../../../server/intake/facilities.ts";
import { ANYWHERE, HEIDELBERG, collection, feature, given, refusal } from "./given.ts";

const HEADER = "id,name,service,lng,lat,capacity";
const GOOD = "f1,Clinic One,clinic,8.69,49.41,12";

const read = (
  lines: readonly string[],
  context: Parameters<typeof readFacilities>[1] = HEIDELBERG,
) => readFacilities(given("facilities.csv", lines.join("\n")), context);

describe("a facility", () => {
  it("is read with its services, position and capacity", async () => {
    const { facilities, account } = await read([
      HEADER,
      "f1,Clinic One,clinic,8.69,49.41,12",
      "f2,社区中心,childcare; Elderly_Care;childcare,8.70,49.42,",
    ]);
    expect(facilities).toEqual([
      { id: "f1", name: "Clinic One", services: ["clinic"], lng: 8.69, lat: 49.41, capacity: 12 },
      {
        id: "f2",
        name: "社区中心",
        services: ["childcare", "elderly-care"],
        lng: 8.7,
        lat: 49.42,
        capacity: null,
      },
    ]);
    expect(account).toEqual({
      file: "facilities.csv",
      read: 2,
      used: 2,
      dropped: [],
      droppedCount: 0,
      noted: [],
      notedCount: 0,
    });
  });

  it("is read under Chinese titles and words, in any order of columns", async () => {
    const { facilities } = await read([
      "纬度,经度,服务,名称,编号",
      "49.41,8.69,幼儿园；托育,小星星,7",
    ]);
    expect(facilities).toEqual([
      {
        id: "7",
        name: "小星星",
        services: ["kindergarten", "childcare"],
        lng: 8.69,
        lat: 49.41,
        capacity: null,
      },
    ]);
  });

  it("is read with the capacity of each service and what else is stated", async () => {
    const { facilities, account } = await read([
      "id,service,lng,lat,capacity_childcare,capacity_elderly-care,floor-area,inclusive,address,year",
      "f1,childcare;elderly-care,8.69,49.41,40,,350.5,true,12 Main St,2023",
      "f2,childcare,8.69,49.41,many,,,maybe,,",
    ]);
    expect(facilities[0]?.capacities).toEqual({ childcare: 40 });
    expect(facilities[0]?.attributes).toEqual({
      "floor-area": 350.5,
      inclusive: true,
      address: "12 Main St",
      year: 2023,
    });
    expect(facilities[1]).not.toHaveProperty("capacities");
    expect(facilities[1]).not.toHaveProperty("attributes");
    expect(account.noted.map(({ column, value }) => [column, value])).toEqual([
      ["capacity_childcare", "many"],
      ["inclusive", "maybe"],
    ]);
  });

  it("goes by its id where it has no name", async () => {
    const { facilities } = await read(["id,service,lng,lat", "f1,clinic,8.69,49.41"]);
    expect(facilities[0]?.name).toBe("f1");
  });

  it("is read from a GeoJSON point, whose id may stand outside the properties", async () => {
    const file = given(
      "facilities.geojson",
      collection([
        feature("Point", [8.69, 49.41, 120], {
          id: 5,
          name: "A",
          service: "clinic;meal",
          capacity: 3,
        }),
        { ...feature("Point", [8.7, 49.4], { service: ["market"] }), id: "node/6" },
      ]),
    );
    const { facilities } = await readFacilities(file, HEIDELBERG);
    expect(facilities).toEqual([
      { id: "5", name: "A", services: ["clinic", "meal"], lng: 8.69, lat: 49.41, capacity: 3 },
      { id: "node/6", name: "node/6", services: ["market"], lng: 8.7, lat: 49.4, capacity: null },
    ]);
  });
});

describe("one bad row is dropped with its reason and does not cost the others", () => {
  const cases: readonly [what: string, row: string, dropped: object][] = [
    ["a blank id", ",A,clinic,8.69,49.41,", { column: "id", reason: "id is blank" }],
    ["a blank number", "f2,A,clinic,,49.41,", { column: "lng", reason: "lng is blank" }],
    [
      "a text for a number",
      "f2,A,clinic,8.69,north,",
      { column: "lat", value: "north", reason: "lat is not a number" },
    ],
    [
      "a hexadecimal number",
      "f2,A,clinic,0x8,49.41,",
      { column: "lng", value: "0x8", reason: "lng is not a number" },
    ],
    [
      "a number too large to be one",
      "f2,A,clinic,1e999,49.41,",
      { column: "lng", value: "1e999", reason: "lng is not a number" },
    ],
    [
      "a decimal comma",
      'f2,A,clinic,"8,69",49.41,',
      { column: "lng", value: "8,69", reason: "lng is written with a decimal comma" },
    ],
    [
      "a longitude out of range",
      "f2,A,clinic,188.69,49.41,",
      { column: "lng", value: "188.69", reason: "lng is out of range" },
    ],
    [
      "a latitude out of range",
      "f2,A,clinic,8.69,-149.41,",
      { column: "lat", value: "-149.41", reason: "lat is out of range" },
    ],
    [
      "longitude and latitude swapped",
      "f2,A,clinic,49.41,8.69,",
      { column: "lng", value: "49.41, 8.69", reason: "lng and lat look swapped" },
    ],
    [
      "projected coordinates",
      "f2,A,clinic,478123.5,5472345.6,",
      {
        column: "lng",
        value: "478123.5, 5472345.6",
        reason: "the coordinates look projected (metres), not degrees",
      },
    ],
    [
      "a place outside the extract",
      "f2,A,clinic,9.69,49.41,",
      { value: "9.69, 49.41", reason: "outside the street extract" },
    ],
    ["a blank service", "f2,A, ; ,8.69,49.41,", { column: "service", reason: "service is blank" }],
    [
      "an unknown service, with the known ones",
      "f2,A,gym,8.69,49.41,",
      {
        column: "service",
        value: "gym",
        reason:
          "service is not known (known: childcare, kindergarten, elderly-care, meal, clinic, convenience, market)",
      },
    ],
    [
      "an id used before",
      "f1,A,meal,8.70,49.41,",
      { column: "id", value: "f1", reason: "id was used before; the first row with it is kept" },
    ],
    [
      "too few columns",
      "f2,A,clinic",
      { value: "3 instead of 6", reason: "the row has another number of columns than the header" },
    ],
    [
      "too many columns",
      "f2,A,clinic,8.69,49.41,3,4",
      { value: "7 instead of 6", reason: "the row has another number of columns than the header" },
    ],
  ];

  it.each(cases)("%s", async (_what, row, dropped) => {
    const { facilities, account } = await read([HEADER, GOOD, row, "f9,Last,meal,8.7,49.4,"]);
    expect(facilities.map(({ id }) => id)).toEqual(["f1", "f9"]);
    expect(account.dropped).toEqual([{ file: "facilities.csv", row: 3, ...dropped }]);
    expect([account.read, account.used, account.droppedCount]).toEqual([3, 2, 1]);
    expect(account.noted).toEqual([]);
  });

  it("a wrong geometry, a missing one, a thing that is no feature", async () => {
    const file = given(
      "facilities.geojson",
      collection([
        feature("Point", [8.69, 49.41], { id: "f1", service: "clinic" }),
        feature(
          "LineString",
          [
            [8.69, 49.41],
            [8.7, 49.41],
          ],
          { id: "f2", service: "clinic" },
        ),
        { type: "Feature", properties: { id: "f3", service: "clinic" }, geometry: null },
        7,
        feature("Point", ["8.69", null], { id: "f5", service: "clinic" }),
        feature("Point", [49.41, 8.69], { id: "f6", service: "clinic" }),
        feature("Point", [8.69, 49.41], null),
      ]),
    );
    const { facilities, account } = await readFacilities(file, HEIDELBERG);
    expect(facilities).toHaveLength(1);
    expect(account.dropped.map(({ row, reason }) => [row, reason])).toEqual([
      [2, "the geometry is not a Point"],
      [3, "the feature has no geometry"],
      [4, "not a Feature"],
      [5, "the coordinates are not two numbers"],
      [6, "lng and lat look swapped"],
      [7, "id is blank"],
    ]);
  });

  it("and leaves its id to a later, usable row", async () => {
    const { facilities } = await read([HEADER, "f1,Bad,clinic,x,49.41,", GOOD]);
    expect(facilities.map(({ name }) => name)).toEqual(["Clinic One"]);
  });
});

describe("one bad optional value is noted and costs only itself", () => {
  it.each([
    ["-3", "capacity is negative; taken as not known"],
    ["many", "capacity is not a number; taken as not known"],
  ])("a capacity of %s", async (capacity, reason) => {
    const { facilities, account } = await read([HEADER, `f1,A,clinic,8.69,49.41,${capacity}`]);
    expect(facilities[0]?.capacity).toBeNull();
    expect(account.noted).toEqual([
      { file: "facilities.csv", row: 2, column: "capacity", value: capacity, reason },
    ]);
    expect(account.droppedCount).toBe(0);
  });

  it("an unknown service beside a known one", async () => {
    const { facilities, account } = await read([HEADER, "f1,A,clinic;gym,8.69,49.41,"]);
    expect(facilities[0]?.services).toEqual(["clinic"]);
    expect(account.noted[0]).toMatchObject({ row: 2, column: "service", value: "gym" });
  });
});

describe("a facility file", () => {
  it("with a header only holds no facilities, which is a result", async () => {
    for (const content of [HEADER, `${HEADER}\r\n`, `\ufeff${HEADER}\n\n`]) {
      const { facilities, account } = await readFacilities(given("none.csv", content), HEIDELBERG);
      expect(facilities).toEqual([]);
      expect(account.read).toBe(0);
    }
    const empty = await readFacilities(given("none.geojson", collection([])), HEIDELBERG);
    expect(empty.facilities).toEqual([]);
  });

  it("with every row swapped is refused and says so", async () => {
    const error = await refusal(
      read([HEADER, "f1,A,clinic,49.41,8.69,", "f2,B,clinic,49.42,8.69,"]),
    );
    expect(error.message).toBe(
      "facilities.csv: none of its 2 rows can be used. Commonest reason, first in row 2: " +
        'lng and lat look swapped ("49.41, 8.69"). ' +
        "Exchange the values of lng and lat; longitude comes first.",
    );
    expect(error).toMatchObject({ file: "facilities.csv", row: 2, column: "lng" });
  });

  it("of China with every row swapped is told by its latitudes alone", async () => {
    const error = await refusal(read([HEADER, "f1,A,clinic,38.93,100.45,"], ANYWHERE));
    expect(error.message).toContain("its one row cannot be used");
    expect(error.message).toContain("look swapped");
  });

  it("with every row outside the extract is refused and says so", async () => {
    const error = await refusal(read([HEADER, "f1,A,clinic,100.45,38.93,"]));
    expect(error.message).toContain("outside the street extract");
    expect(error.message).toContain("the same place");
  });

  it("in projected coordinates is refused and asks for degrees", async () => {
    const error = await refusal(read([HEADER, "f1,A,clinic,478123.5,4312345.6,"], ANYWHERE));
    expect(error.message).toContain("look projected");
    expect(error.message).toContain("WGS 84");
  });

  it("without a usable row names the commonest reason, its count and its first row", async () => {
    const error = await refusal(
      read([HEADER, "f1,A,clinic,,49.41,", "f2,A,gym,8.69,49.41,", "f3,A,spa,8.69,49.41,"]),
    );
    expect(error.message).toContain("none of its 3 rows can be used");
    expect(error.message).toContain("in 2 of them, first in row 3: service is not known");
    expect(error).toMatchObject({ row: 3, column: "service" });
  });

  it("with more bad rows than are kept still counts them all", async () => {
    const bad = Array.from({ length: 10_050 }, (_, i) => `b${i},A,clinic,x,49.41,`);
    const { account } = await read([HEADER, GOOD, ...bad]);
    expect(account.dropped).toHaveLength(10_000);
    expect(account.droppedCount).toBe(10_050);
    expect(account.read).toBe(10_051);
  });
});
