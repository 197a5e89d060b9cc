import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readKml } from "../../../../server/intake/tables/kml.ts";
import type { RawFile, RawTable } from "../../../../server/intake/tables/raw-table.ts";
import { refusalCode, zipOf } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const kml = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${content}</Document></kml>`;
const placemark = (content: string): string => `<Placemark>${content}</Placemark>`;
const ring = (text: string): string =>
  `<LinearRing><coordinates>${text}</coordinates></LinearRing>`;

function readFile(content: string | Uint8Array): Promise<RawFile> {
  return readKml(given("places.kml", content), { name: "places.kml" });
}

async function read(content: string): Promise<RawTable> {
  const [table] = (await readFile(kml(content))).tables;
  if (table === undefined) throw new Error("no table");
  return table;
}

async function geometry(content: string): Promise<unknown> {
  return (await read(placemark(content))).rows[0]?.geometry;
}

describe("placemarks", () => {
  it("have their data and folders as columns, and their descriptions as they are", async () => {
    const table = await read(`
      <name>no column</name>
      <Folder><name>养老</name>
        <Folder><name>甘州区</name>
          ${placemark(`<name> 幸福院 </name><description><![CDATA[<b>40 张</b> &amp; 床]]></description>
            <ExtendedData><Data name="床位"><displayName>x</displayName><value>40</value></Data>
            <SchemaData><SimpleData name="编号">007</SimpleData></SchemaData></ExtendedData>
            <Point><coordinates>100.5,38.25,1500</coordinates></Point>`)}
        </Folder>
      </Folder>
      ${placemark("<name>无</name><ExtendedData><Data name='name'><value>别名</value></Data></ExtendedData>")}`);
    expect(table.columns).toEqual(["name", "description", "床位", "编号", "folder", "name (2)"]);
    expect(table.rows).toEqual([
      {
        number: 1,
        values: ["幸福院", "<b>40 张</b> &amp; 床", "40", "007", "养老/甘州区", ""],
        geometry: { type: "Point", coordinates: [100.5, 38.25] },
      },
      { number: 2, values: ["无", "", "", "", "", "别名"] },
    ]);
    expect(table.declaredCrs).toBe("EPSG:4326");
  });

  it("have points, lines, polygons with holes, tracks and several of them", async () => {
    expect(
      await geometry("<LineString><coordinates>1,2 3,4,5\n 6,7</coordinates></LineString>"),
    ).toEqual({
      type: "LineString",
      coordinates: [
        [1, 2],
        [3, 4],
        [6, 7],
      ],
    });
    const [outer, inner] = ["0,0 9,0 9,9 0,0", "5,1 6,1 6,2"];
    const polygon = `<Polygon><innerBoundaryIs>${ring(inner)}</innerBoundaryIs>
      <outerBoundaryIs>${ring(outer)}</outerBoundaryIs></Polygon>`;
    const rings = [
      [
        [0, 0],
        [9, 0],
        [9, 9],
        [0, 0],
      ],
      [
        [5, 1],
        [6, 1],
        [6, 2],
        [5, 1],
      ],
    ];
    expect(await geometry(polygon)).toEqual({ type: "Polygon", coordinates: rings });
    expect(await geometry(`<MultiGeometry>${polygon}${polygon}</MultiGeometry>`)).toEqual({
      type: "MultiPolygon",
      coordinates: [rings, rings],
    });
    const point = "<Point><coordinates>1,2</coordinates></Point>";
    // ArcGIS draws the label of an area as a point beside it.
    expect(await geometry(`<MultiGeometry>${point}${polygon}</MultiGeometry>`)).toEqual({
      type: "Polygon",
      coordinates: rings,
    });
    const line = "<LineString><coordinates>1,2 3,4</coordinates></LineString>";
    expect(await geometry(`<MultiGeometry>${polygon}${line}</MultiGeometry>`)).toMatchObject({
      type: "GeometryCollection",
      geometries: [{ type: "Polygon" }, { type: "LineString" }],
    });
    expect(
      await geometry("<gx:Track><gx:coord>1 2 3</gx:coord><gx:coord>4 5 6</gx:coord></gx:Track>"),
    ).toEqual({
      type: "LineString",
      coordinates: [
        [1, 2],
        [4, 5],
      ],
    });
  });

  it("have the rows of a table in their description as columns, as ArcGIS writes them", async () => {
    const table = (rows: string) => `<html><head><style>td {color: red}</style></head><body>
      <table border="0"><tr style="text-align:center"><td>甘州区幼儿园</td></tr><tr><td><table>${rows}</table></td></tr></table></body></html>`;
    const described = (html: string) =>
      placemark(`<name>一</name><description><![CDATA[${html}]]></description>
        <Point><coordinates>100.5,38.25</coordinates></Point>`);
    const { columns, rows } = await read(
      [
        table(`<tr><td>类型</td><td>幼儿园</td></tr><tr bgcolor="#D4E4F3"><td>在园幼儿数：</td><td>240</td></tr>
          <tr><td>地址</td><td>南街 &amp; 北街<br>1号</td></tr><tr><td>备案</td><td>&lt;Null&gt;</td></tr>`),
        "没有表格 <b>的</b> 说明",
        table("<tr><td>类型<td>托育<tr><td>三<td>格<td>行"),
      ]
        .map(described)
        .join(""),
    );
    expect(columns).toEqual(["name", "description", "类型", "在园幼儿数", "地址", "备案"]);
    expect(rows.map(({ values }) => values)).toEqual([
      ["一", "甘州区幼儿园", "幼儿园", "240", "南街 & 北街 1号", ""],
      ["一", "没有表格 <b>的</b> 说明", "", "", "", ""],
      ["一", "甘州区幼儿园 三 格 行", "托育", "", "", ""],
    ]);
  });

  it("may have blanks behind commas, and no coordinates at all", async () => {
    expect(await geometry("<Point><coordinates> 100.5, 38.25, 0 </coordinates></Point>")).toEqual({
      type: "Point",
      coordinates: [100.5, 38.25],
    });
    expect(await geometry("<Point><coordinates/></Point>")).toBeUndefined();
    expect(await geometry("<name>a</name>")).toBeUndefined();
  });

  it("with broken coordinates are left out with the reason", async () => {
    const table = await read(
      [
        "<Point><coordinates>100.5</coordinates></Point>",
        "<Point><coordinates>a,b</coordinates></Point>",
        "<LineString><coordinates>1,2</coordinates></LineString>",
        `<Polygon><outerBoundaryIs>${ring("0,0 1,1")}</outerBoundaryIs></Polygon>`,
        "<Point><coordinates>1,2</coordinates></Point>",
      ]
        .map(placemark)
        .join(""),
    );
    expect(table.unread.map(({ row, reason }) => [row, reason.code])).toEqual(
      [1, 2, 3, 4].map((row) => [row, "geometry-damaged"]),
    );
    expect(table.rows.map(({ number }) => number)).toEqual([5]);
  });
});

describe("a document", () => {
  it("in GBK is decoded, whatever it declares", async () => {
    for (const declared of ["GBK", "UTF-8"]) {
      const text = kml(placemark("<name>社区卫生服务中心</name>")).replace("UTF-8", declared);
      const file = await readFile(iconv.encode(text, "gbk"));
      expect([file.encoding, file.tables[0]?.rows[0]?.values]).toEqual([
        "GB18030",
        ["社区卫生服务中心"],
      ]);
    }
  });

  it("in a KMZ may link to others in it; links out of it are told of", async () => {
    const link = (href: string): string =>
      `<NetworkLink><Link><href>${href}</href></Link></NetworkLink>`;
    const file = await readFile(
      await zipOf({
        "doc.kml": kml(link("layers/a.kml") + link("http://169.254.169.254/")),
        "layers/a.kml": kml(placemark("<name>a</name>")),
        "files/icon.png": "",
      }),
    );
    expect(file.tables.map(({ name, rows }) => [name, rows.length])).toEqual([
      ["doc", 0],
      ["a", 1],
    ]);
    expect(file.tables[0]?.unread).toEqual([{ row: 1, reason: { code: "kml-network-link" } }]);
  });

  it("keeps an entity of HTML as it is written", async () => {
    expect((await read(placemark("<name>a&nbsp;b &amp; c</name>"))).rows[0]?.values).toEqual([
      "a&nbsp;b & c",
    ]);
  });

  const bomb = `<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><kml><name>&b;</name></kml>`;
  it.each([
    ["kml-unsafe", bomb],
    ["kml-unsafe", kml("<Folder>".repeat(200) + "</Folder>".repeat(200))],
    ["kml-unsafe", kml("<Folder>".repeat(2_000_000))],
    ["kml-damaged", kml("<Placemark><name>a</Placemark>")],
    ["kml-damaged", "name,lng,lat"],
    ["vector-no-features", kml("")],
  ])("is refused as %s", async (code, text) => {
    expect(await refusalCode(readFile(text))).toBe(code);
  });

  it("is refused when a KMZ has none", async () => {
    expect(await refusalCode(readFile(await zipOf({ "a.txt": "" })))).toBe("kml-no-document");
  });
});
