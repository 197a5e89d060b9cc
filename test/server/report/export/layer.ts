import type { ExportTable } from "../../../../server/report/export/export-table.ts";

/** Invented places in 张掖, one of them unknown. */
export const PLACES: ExportTable = {
  name: "设施",
  title: "养老设施",
  shape: "point",
  notes: ["示例数据（合成），不作决策依据。"],
  columns: [
    { name: "名称", type: "text" },
    { name: "床位", type: "integer" },
    { name: "面积", type: "number" },
  ],
  features: [
    {
      geometry: { type: "Point", coordinates: [100.4521, 38.9321] },
      values: ["甘州区南街街道综合养老服务中心", 40, 1250.25],
    },
    { geometry: { type: "Point", coordinates: [99, 39] }, values: ['a,"b"', -1, -0.5] },
    { geometry: null, values: [null, null, null] },
  ],
};

/** Clockwise, with a hole that is clockwise too: both wrong for RFC 7946, the second wrong for Esri. */
export const UNITS: ExportTable = {
  name: "units",
  title: "街道",
  shape: "polygon",
  notes: [],
  columns: [{ name: "name", type: "text" }],
  features: [
    {
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [100, 38],
            [100, 39],
            [101, 39],
            [101, 38],
            [100, 38],
          ],
          [
            [100.25, 38.25],
            [100.25, 38.5],
            [100.5, 38.5],
            [100.5, 38.25],
            [100.25, 38.25],
          ],
        ],
      },
      values: ["东街"],
    },
  ],
};

export const STREETS: ExportTable = {
  name: "streets",
  title: "道路",
  shape: "line",
  notes: [],
  columns: [{ name: "metres", type: "number" }],
  features: [
    {
      geometry: {
        type: "LineString",
        coordinates: [
          [100, 38],
          [100.001, 38.001],
        ],
      },
      values: [141.4],
    },
  ],
};
