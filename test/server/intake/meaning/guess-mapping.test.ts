import { describe, expect, it } from "vitest";
import { ALIASES } from "../../../../server/intake/meaning/aliases.ts";
import {
  columnsByField,
  decideMapping,
  guessMapping,
} from "../../../../server/intake/meaning/guess-mapping.ts";
import { guessRole } from "../../../../server/intake/meaning/guess-role.ts";
import { matchTemplate, templateOf } from "../../../../server/intake/meaning/templates.ts";
import { factorOf, meaningsOf } from "../../../../server/intake/meaning/titles.ts";
import { tableOf } from "./given-table.ts";

const fieldsOf = (
  ...[columns, rows, options]: [...Parameters<typeof tableOf>, Parameters<typeof guessMapping>[1]?]
) =>
  Object.fromEntries(
    guessMapping(tableOf(columns, rows), options).map(({ title, field }) => [title, field]),
  );

describe("a title", () => {
  it.each<[title: string, field: string | undefined]>([
    ["名称", "name"],
    ["机构名称", "name"],
    ["單位名稱", "name"],
    ["* 幼儿园名称", "name"],
    ["1.网点名称（全称）", "name"],
    ["所属\n社区", "unit"],
    ["社区名称", "unit"],
    ["所属街道", "unit"],
    ["行政区划代码", "unit-code"],
    ["统计用区划代码（12位）", "unit-code"],
    ["机构类型", "service"],
    ["类别", "service"],
    ["经度", "lng"],
    ["经 度（WGS84）", "lng"],
    ["LON", "lng"],
    ["lng", "lng"],
    ["X坐标", "lng"],
    ["横坐标", "lng"],
    ["东坐标(m)", "lng"],
    ["横坐标Y", "lng"],
    ["Y坐标", "lat"],
    ["纬度", "lat"],
    ["纵坐标（X）", "lat"],
    ["Latitude", "lat"],
    ["经纬度", "position"],
    ["坐标", "position"],
    ["详细地址", "address"],
    ["办园地址", "address"],
    ["托位数", "childcare-places"],
    ["可提供托位（个）", "childcare-places"],
    ["床位", "beds"],
    ["床位数(张)", "beds"],
    ["床位数\r\n（张）", "beds"],
    ["护理型床位", "nursing-beds"],
    ["其中：护理型床位数", "nursing-beds"],
    ["餐位数", "meal-seats"],
    ["建筑面积", "floor-area"],
    ["建筑面积(平方米)", "floor-area"],
    ["建筑面积 ㎡", "floor-area"],
    ["占地面积（亩）", "site-area"],
    ["户外活动场地面积", "outdoor-area"],
    ["在园幼儿数", "enrolled"],
    ["在园人数", "enrolled"],
    ["是否普惠", "inclusive"],
    ["普惠性", "inclusive"],
    ["办园性质", "inclusive"],
    ["是否备案", "registered"],
    ["备案状态", "registered"],
    ["教职工数", "staff"],
    ["人口", "people"],
    ["常住人口（万人）", "people"],
    ["总人口", "people"],
    ["POP2000", "people"],
    ["2020年常住人口", "people"],
    ["户数", "households"],
    ["层数", "storeys"],
    ["道路名称", "street-name"],
    ["道路等级", "street-class"],
    ["备注", "note"],
    ["城乡分类代码", "urban-rural"],
    ["H3 Index", "cell"],
    ["统一社会信用代码", "id"],
    ["floor_area", "floor-area"],
    ["social_facility", "osm-social-facility"],
    ["0-2岁", "people_0_2"],
    ["0~2岁人口", "people_0_2"],
    ["0到2岁", "people_0_2"],
    ["0—3岁", "people_0_3"],
    ["3－5岁儿童数", "people_3_5"],
    ["3岁以下", "people_0_2"],
    ["三岁以下婴幼儿（人）", "people_0_2"],
    ["6岁以下", "people_0_5"],
    ["14岁及以下", "people_0_14"],
    ["0—14", "people_0_14"],
    ["15-59岁", "people_15_59"],
    ["5岁", "people_5_5"],
    ["60+", "people_60_plus"],
    ["60岁及以上", "people_60_plus"],
    ["60岁及以上老年人口", "people_60_plus"],
    ["65周岁以上", "people_65_plus"],
    ["80岁以上（人）", "people_80_plus"],
    ["people_60_plus", "people_60_plus"],
    ["people_0_2", "people_0_2"],
    ["60岁以上占比", "share_60_plus"],
    ["60岁及以上人口比例", "share_60_plus"],
    ["60岁以上％", "share_60_plus"],
    ["65岁及以上占总人口比重(%)", "share_65_plus"],
    ["share_60_plus", "share_60_plus"],
    ["60岁以上失能老人数", undefined],
    ["60岁以上男性", undefined],
    ["2020-2023年", undefined],
    ["空余托位数", undefined],
    ["每床建筑面积", undefined],
    ["人均建筑面积", undefined],
    ["主管部门名称", undefined],
    ["邮箱地址", undefined],
    ["土地证号", undefined],
    ["序号", undefined],
    ["lon_wgs84", "lng"],
    ["gcj02_lat", "lat"],
    ["CGCS2000_X", "lng"],
    ["大地坐标Y", "lat"],
    ["中心点坐标", "position"],
    ["县（市、区）", "unit"],
    ["村（居）委会代码", "unit-code"],
    ["核定学位数（个）", "capacity"],
    ["实际收托数", "enrolled"],
    ["房屋坐落", "address"],
    ["托位数 总数", "childcare-places"],
    ["托位数（个） 总数（个）", "childcare-places"],
    ["床位 核定", "beds"],
    ["常住人口 合计", "people"],
    ["60岁以上 人数", "people_60_plus"],
    ["60岁以上 占比", "share_60_plus"],
    ["基本信息 普惠", "inclusive"],
    ["托位数 普惠", undefined],
    ["托位数（个） 其中：普惠", undefined],
    ["床位 备案", undefined],
    ["常住人口 男", undefined],
    ["Facility name", "name"],
    ["DWMC", "name"],
    ["TWS", "childcare-places"],
    ["JZMJ", "floor-area"],
    ["RL", undefined],
    ["CWS", undefined],
    ["LX", undefined],
    ["助餐服务能力（人/日）", undefined],
  ])("%j means %s", (title, field) => {
    expect(meaningsOf(title)[0]?.field).toBe(field);
  });

  it("names the field it is an alias of, for every alias in the table", () => {
    for (const [field, aliases] of Object.entries(ALIASES)) {
      for (const alias of aliases.split(" ")) {
        expect([alias, ...meaningsOf(alias).map((one) => one.field)]).toContain(field);
      }
    }
  });

  it.each<[string, number | undefined]>([
    ["人口（万人）", 10_000],
    ["占地面积(公顷)", 10_000],
    ["占地面积/平方公里", 1_000_000],
    ["建筑面积（㎡）", undefined],
    ["人口（人）", undefined],
    ["人口", undefined],
  ])("%s multiplies its values by %s", (title, factor) => {
    expect(factorOf(title)?.factor).toBe(factor);
  });
});

describe("the columns of a table", () => {
  it("are read by the initials of pinyin that a shapefile has for names", () => {
    const titles = ["DWMC", "LB", "DZ", "JD", "WD", "CWS"];
    expect(
      fieldsOf(titles, [["东街幸福院", "养老院", "东街1号", "100.4512", "38.9345", "40"]]),
    ).toEqual({ DWMC: "name", LB: "service", DZ: "address", JD: "lng", WD: "lat", CWS: null });
  });

  it("are no coordinates where a jd stands alone, or holds the names of 街道", () => {
    expect(fieldsOf(["MC", "JD"], [["幸福院", "100.4512"]])["JD"]).not.toBe("lng");
    const words = [["幸福院", "东街街道", "一号网点"]];
    expect(fieldsOf(["MC", "JD", "WD"], words)).toMatchObject({ JD: null, WD: null });
  });

  it("are read as an education bureau heads them", () => {
    expect(
      fieldsOf(
        [
          "序号",
          "幼儿园名称",
          "办园性质",
          "所属街道",
          "详细地址",
          "经度",
          "纬度",
          "建筑面积（平方米）",
          "在园幼儿数",
          "园长姓名",
          "联系电话",
          "备注",
        ],
        [
          [
            "1",
            "张掖市第一幼儿园",
            "公办",
            "东街街道",
            "东街1号",
            "100.4512",
            "38.9345",
            "3200",
            "410",
            "张晓梅",
            "0936-8212345",
            "",
          ],
          [
            "2",
            "阳光幼儿园",
            "普惠性民办",
            "南街街道",
            "南街2号",
            "100.4530",
            "38.9301",
            "1800",
            "150",
            "李玉兰",
            "13909361234",
            "整改",
          ],
        ],
      ),
    ).toEqual({
      序号: null,
      幼儿园名称: "name",
      办园性质: "inclusive",
      所属街道: "unit",
      详细地址: "address",
      经度: "lng",
      纬度: "lat",
      "建筑面积（平方米）": "floor-area",
      在园幼儿数: "enrolled",
      园长姓名: null,
      联系电话: null,
      备注: "note",
    });
  });

  it("give no field twice: the plainer title is taken, and a filled column before a blank one", () => {
    expect(fieldsOf(["所属街道", "所属社区"], [["东街", "金安苑"]])).toEqual({
      所属街道: null,
      所属社区: "unit",
    });
    expect(fieldsOf(["简称", "机构名称"], [["甲", "甲幼儿园"]])).toEqual({
      简称: null,
      机构名称: "name",
    });
    expect(fieldsOf(["经度", "纬度", "X坐标", "Y坐标"], [["", "", "33512345", "4312345"]])).toEqual(
      {
        经度: null,
        纬度: null,
        X坐标: "lng",
        Y坐标: "lat",
      },
    );
  });

  it("take x for a longitude only beside y", () => {
    expect(fieldsOf(["x", "y"], [["1", "2"]])).toEqual({ x: "lng", y: "lat" });
    expect(fieldsOf(["名称", "y"], [["甲", "是"]])).toEqual({ 名称: "name", y: null });
  });

  it("are told by their values where the titles say nothing", () => {
    const rows = [
      ["100.45123", "38.93456", "620702001001", "8a1fb46622dffff"],
      ["100.45323", "38.93056", "620702001002", "8a1fb46622dffff"],
    ];
    expect(fieldsOf(["A", "B", "C", "D"], rows)).toEqual({
      A: "lng",
      B: "lat",
      C: "unit-code",
      D: "cell",
    });
    expect(fieldsOf(["A"], [["38.93456, 100.45123"]])).toEqual({ A: "position" });
    // A longitude alone is none: it may be any measurement.
    expect(fieldsOf(["A", "B"], [["100.45123", "12"]])).toEqual({ A: null, B: null });
  });

  it("take 位置 for a position or an address by what stands in it", () => {
    expect(fieldsOf(["位置"], [["100.45，38.93"]])).toEqual({ 位置: "position" });
    expect(fieldsOf(["位置"], [["东街1号"]])).toEqual({ 位置: "address" });
    expect(fieldsOf(["坐标"], [["东经100.45北纬38.93"]])).toEqual({ 坐标: "position" });
  });

  it("of units and of streets mean what such tables mean by them", () => {
    expect(
      fieldsOf(["社区名称", "社区代码"], [["金安苑", "620702001001"]], { role: "units" }),
    ).toEqual({
      社区名称: "name",
      社区代码: "unit-code",
    });
    expect(fieldsOf(["name", "fclass"], [["东环路", "residential"]], { role: "network" })).toEqual({
      name: "street-name",
      fclass: "street-class",
    });
  });

  it("show up to three different values and how many there are", () => {
    const [guess] = guessMapping(
      tableOf(["类型"], [["托育"], [""], ["托育"], ["养老"], ["助餐"], ["便利店"]]),
    );
    expect(guess).toEqual({
      title: "类型",
      field: "service",
      why: "title",
      personal: null,
      examples: ["托育", "养老", "助餐"],
      filled: 5,
    });
  });

  it("follow a template, and the user above all", () => {
    const table = tableOf(["名称", "甲", "乙", "电话"], [["a", "3", "4", "13909361234"]]);
    const template = { 名称: "", 甲: "beds", 电话: "note" };
    const guesses = guessMapping(table, { template });
    expect(guesses.map(({ field, why }) => [field, why])).toEqual([
      [null, "template"],
      ["beds", "template"],
      [null, "none"],
      [null, "none"],
    ]);
    const decided = decideMapping(guesses, { 乙: "beds", 电话: "note" });
    expect(decided.map(({ field, why }) => [field, why])).toEqual([
      [null, "template"],
      [null, "none"],
      ["beds", "user"],
      ["note", "user"],
    ]);
    expect(columnsByField(decided).get("beds")).toBe(2);
    expect(decideMapping(guesses, { 甲: "" })[1]).toMatchObject({ field: null, why: "user" });
  });
});

it("takes 等级 for the class of streets, and of nothing else", () => {
  const of = (role: "network" | "facilities") =>
    guessMapping(tableOf(["名称", "等级"], [["a", "二级"]]), { role })[1]?.field;
  expect([of("network"), of("facilities")]).toEqual(["street-class", null]);
});

it("takes a code of twelve digits beside people for that of the unit", () => {
  const of = (role: "people" | "facilities") =>
    guessMapping(tableOf(["社区", "代码", "常住人口"], [["东街社区", "620702001001", "3600"]]), {
      role,
    })[1]?.field;
  expect(of("people")).toBe("unit-code");
  expect(of("facilities")).toBe("id");
});

describe("a template", () => {
  const columns = guessMapping(tableOf(["名称", "电话", "杂项"], [["a", "13909361234", "b"]]));
  const kept = { ...templateOf(columns), id: "t", name: "t", created: "2024-01-01" };

  it("holds every column but the personal ones", () => {
    expect(kept.titles).toEqual(["名称", "电话", "杂项"]);
    expect(kept.mapping).toEqual({ 名称: "name", 杂项: "" });
  });

  it("fits next year's file with a column more or less, the nearest first, and reads the new one as ever", () => {
    const titles = ["名称", "类型", "经度", "纬度", "杂项"];
    const made = (id: string, of: readonly string[], created = "2024-01-01") => ({
      id,
      name: id,
      created,
      titles: [...of],
      mapping: { 杂项: "beds" },
    });
    const next = [...titles, "托位数"];
    const [old, other] = [made("old", titles), made("other", [...titles, "a"], "2025-01-01")];
    expect(matchTemplate(next, [other, old])?.id).toBe("old");
    expect(matchTemplate(titles.slice(1), [old])?.id).toBe("old");
    expect(matchTemplate([...next, "b"], [old])).toBeUndefined();
    const read = guessMapping(tableOf(next, [["甲园", "托育", "100.4", "38.9", "5", "60"]]), {
      template: old.mapping,
    });
    expect(read.map(({ field, why }) => [field, why]).slice(4)).toEqual([
      ["beds", "template"],
      ["childcare-places", "title"],
    ]);
  });

  it("fits a file with the same titles in any order, the newest first, and no other", () => {
    const newer = { ...kept, id: "newer", created: "2024-02-01" };
    expect(matchTemplate(["杂项", "名称", "电话"], [kept, newer])?.id).toBe("newer");
    expect(matchTemplate(["名称", "电话"], [kept])).toBeUndefined();
    expect(matchTemplate(["名称", "电话", "杂项", "x"], [kept])).toBeUndefined();
  });
});

describe("the use of a table", () => {
  const role = (columns: readonly string[], type?: "LineString" | "Polygon" | "Point") => {
    const table = tableOf(columns, [columns.map(() => "1")]);
    const line = [
      [0, 0],
      [1, 1],
    ];
    const geometry =
      type === "LineString"
        ? { type, coordinates: line }
        : type === "Polygon"
          ? { type, coordinates: [[...line, [0, 1], [0, 0]]] }
          : { type: "Point" as const, coordinates: [0, 0] };
    const rows = table.rows.map((row) => (type === undefined ? row : { ...row, geometry }));
    return guessRole({ ...table, rows }, guessMapping(table)).role;
  };

  it.each<
    [columns: string[], type: "LineString" | "Polygon" | "Point" | undefined, use: string | null]
  >([
    [["name", "highway"], "LineString", "network"],
    [["社区名称", "代码"], "Polygon", "units"],
    [["社区名称", "常住人口"], "Polygon", "people"],
    [["h3", "population"], undefined, "people"],
    [["经度", "纬度", "0-2岁"], undefined, "people"],
    [["社区名称", "60岁以上占比"], undefined, "people"],
    [["机构名称", "经度", "纬度"], undefined, "facilities"],
    [["机构名称", "托位数", "常住人口"], undefined, "facilities"],
    [["名称", "类型"], "Point", "facilities"],
    [["甲"], "Point", "facilities"],
    [["机构名称", "床位数"], "Polygon", "facilities"],
    [["甲", "乙"], undefined, null],
  ])("with %j and %s is %s", (columns, type, use) => {
    expect(role(columns, type)).toBe(use);
  });
});

describe("values that contradict a title", () => {
  const hexagons = ["89a901291abffff"];

  it("are cells under any title, save as the ids of facilities", () => {
    const rows = hexagons.map((cell) => [cell, "12"]);
    expect(fieldsOf(["id", "population"], rows)).toEqual({ id: "cell", population: "people" });
    expect(fieldsOf(["id", "规模"], rows, { role: "facilities" })).toMatchObject({ id: "id" });
  });

  it("are numbers where tags of OpenStreetMap were to stand", () => {
    expect(fieldsOf(["healthcare"], [["0"], ["3"]])).toEqual({ healthcare: null });
    expect(fieldsOf(["healthcare"], [["clinic"], ["3"]])).toEqual({ healthcare: "osm-healthcare" });
  });
});
