import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GeometryFault } from "../../../../server/intake/tables/geojson-geometry.ts";
import { readWkb } from "../../../../server/intake/tables/wkb.ts";
import { f64, u32, u8, wkb } from "../../../fixtures/vector-files.ts";

const square = [0, 0, 4, 0, 4, 4, 0, 0];
const ring = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 0],
];

function faultCode(bytes: Uint8Array): string {
  try {
    readWkb(bytes);
  } catch (error) {
    if (error instanceof GeometryFault) return error.reason.code;
    throw error;
  }
  throw new Error("was read");
}

describe("well-known binary", () => {
  it("is read for every type", () => {
    const point = wkb(1, f64(100.5, 38.25));
    const line = wkb(2, u32(2), f64(0, 1, 2, 3));
    const polygon = wkb(3, u32(1), u32(4), f64(...square));
    expect(readWkb(point)).toEqual({ type: "Point", coordinates: [100.5, 38.25] });
    expect(readWkb(line)).toEqual({
      type: "LineString",
      coordinates: [
        [0, 1],
        [2, 3],
      ],
    });
    expect(readWkb(polygon)).toEqual({ type: "Polygon", coordinates: [ring] });
    expect(readWkb(wkb(4, u32(1), point))).toEqual({
      type: "MultiPoint",
      coordinates: [[100.5, 38.25]],
    });
    expect(readWkb(wkb(5, u32(1), line))).toMatchObject({ type: "MultiLineString" });
    expect(readWkb(wkb(6, u32(1), polygon))).toEqual({
      type: "MultiPolygon",
      coordinates: [[ring]],
    });
    expect(readWkb(wkb(12, u32(1), polygon))).toMatchObject({ type: "MultiPolygon" });
    expect(readWkb(wkb(7, u32(2), point, line))).toMatchObject({
      type: "GeometryCollection",
      geometries: [{ type: "Point" }, { type: "LineString" }],
    });
  });

  it("is read with the high byte first", () => {
    const bytes = Buffer.alloc(21);
    bytes.writeUInt8(0, 0);
    bytes.writeUInt32BE(1, 1);
    bytes.writeDoubleBE(100.5, 5);
    bytes.writeDoubleBE(38.25, 13);
    expect(readWkb(bytes)).toEqual({ type: "Point", coordinates: [100.5, 38.25] });
  });

  it.each([
    ["ISO Z", 1002, [1, 2, 9, 3, 4, 9], []],
    ["ISO M", 2002, [1, 2, 9, 3, 4, 9], []],
    ["ISO ZM", 3002, [1, 2, 8, 9, 3, 4, 8, 9], []],
    ["EWKB Z", 0x80000002, [1, 2, 9, 3, 4, 9], []],
    ["EWKB M", 0x40000002, [1, 2, 9, 3, 4, 9], []],
    ["EWKB ZM with SRID", 0xe0000002, [1, 2, 8, 9, 3, 4, 8, 9], [u32(4490)]],
  ])("drops further ordinates of %s", (_, type, ordinates, srid) => {
    expect(readWkb(wkb(type, ...srid, u32(2), f64(...ordinates)))).toEqual({
      type: "LineString",
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    });
  });

  it("is nothing when empty, in whole or in part", () => {
    expect(readWkb(wkb(1, f64(NaN, NaN)))).toBeNull();
    for (const type of [2, 3, 4, 5, 6, 7]) expect(readWkb(wkb(type, u32(0)))).toBeNull();
    const parts = [wkb(1, f64(NaN, NaN)), wkb(1, f64(1, 2))];
    expect(readWkb(wkb(4, u32(2), ...parts))).toEqual({
      type: "MultiPoint",
      coordinates: [[1, 2]],
    });
  });

  it("closes an open ring and refuses one that cannot be closed", () => {
    expect(readWkb(wkb(3, u32(1), u32(3), f64(0, 0, 4, 0, 4, 4)))).toEqual({
      type: "Polygon",
      coordinates: [ring],
    });
    expect(faultCode(wkb(3, u32(1), u32(2), f64(0, 0, 4, 0)))).toBe("geometry-damaged");
  });

  it("is refused with a reason when curved, too deep, of mixed parts, or not finite", () => {
    expect(faultCode(wkb(8, u32(0)))).toBe("geometry-curved");
    expect(faultCode(wkb(11, u32(1), wkb(8, u32(0))))).toBe("geometry-curved");
    let deep = wkb(7, u32(0));
    for (let i = 0; i < 20; i++) deep = wkb(7, u32(1), deep);
    expect(faultCode(deep)).toBe("geometry-too-complex");
    expect(faultCode(wkb(4, u32(1), wkb(2, u32(0))))).toBe("geometry-damaged");
    expect(faultCode(wkb(1, f64(1, Infinity)))).toBe("geometry-damaged");
    expect(faultCode(wkb(4001, f64(1, 2)))).toBe("geometry-damaged");
    expect(faultCode(u8(2, 1, 0, 0, 0))).toBe("geometry-damaged");
  });

  it("ends with the bytes, whatever count they give", () => {
    for (const type of [2, 3, 4, 5, 6, 7])
      expect(faultCode(wkb(type, u32(0xffffffff), f64(1, 2)))).toBe("geometry-damaged");
  });

  it("of any bytes is a geometry, nothing, or a fault", () => {
    const whole = wkb(6, u32(1), wkb(3, u32(1), u32(4), f64(...square)));
    const damagedWhole = fc
      .tuple(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length))
      .map(([at, value, length]) => {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(value, at);
        return bytes.subarray(0, length);
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damagedWhole), (bytes) => {
        try {
          readWkb(bytes);
        } catch (error) {
          return error instanceof GeometryFault;
        }
        return true;
      }),
      { numRuns: 1000, seed: 7 },
    );
  });
});
