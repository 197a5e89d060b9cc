import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  looksCompiled,
  NetworkFormatError,
  openNetwork,
  packNetwork,
} from "#core/network/codec.ts";
import { snapper } from "#core/network/linkage.ts";
import { cutSegments } from "#core/network/segments.ts";
import { randomTowns } from "../../../fixtures/random-town.ts";
import { networkOf, streetsOf, town } from "../../../fixtures/town.ts";

const DRAWN = town(
  `
      d
      |
  a---b---c     x---y
  `,
  [["abc", { highway: "residential", name: "人民路" }], "bd", "xy"],
);
const NETWORK = networkOf(DRAWN);
const PACKED = packNetwork(NETWORK);

describe("a compiled network", () => {
  it("reopens as what was packed, column by column", () => {
    expect(openNetwork(PACKED)).toEqual({ ...NETWORK, index: expect.anything() });
    expect(new Uint8Array(openNetwork(PACKED).index)).toEqual(new Uint8Array(NETWORK.index));
  });

  it("finds the same nearest street as before", () => {
    const place = DRAWN.at("d", 3, 4);
    const snap = snapper(openNetwork(PACKED), false).nearest(...place, 300);
    expect(snap).toEqual(snapper(NETWORK, false).nearest(...place, 300));
    expect(snap?.leg).toBeCloseTo(5, 6); // 3 east, 4 north of the street's end
  });

  it("is views on one buffer, which threads can share", () => {
    const { from, points } = openNetwork(PACKED);
    expect(from.buffer).toBe(PACKED);
    expect(points.buffer).toBe(PACKED);
    const shared = new SharedArrayBuffer(PACKED.byteLength);
    new Uint8Array(shared).set(new Uint8Array(PACKED));
    expect([...openNetwork(shared).length]).toEqual([...NETWORK.length]);
  });

  it("is the same bytes for the same streets", () => {
    expect(new Uint8Array(packNetwork(networkOf(DRAWN)))).toEqual(new Uint8Array(PACKED));
  });

  it("reopens any town", () => {
    fc.assert(
      fc.property(randomTowns, (random) => {
        const streets = streetsOf(random);
        fc.pre(cutSegments(streets).from.length > 0);
        const network = networkOf({ streets });
        const reopened = openNetwork(packNetwork(network));
        expect({ ...reopened, index: 0 }).toEqual({ ...network, index: 0 });
      }),
      { numRuns: 50 },
    );
  });
});

describe("what is not a compiled network of this version is refused", () => {
  it.each([
    ["nothing", ""],
    ["a few letters", "YKZ"],
    ["an extract in XML", '<?xml version="1.0"?><osm version="0.6"></osm>'],
    ["another file of 64 bytes", "x".repeat(64)],
  ])("%s", (_, text) => {
    const bytes = new TextEncoder().encode(text);
    expect(looksCompiled(bytes)).toBe(false);
    expect(() => openNetwork(bytes.slice().buffer)).toThrow(
      new NetworkFormatError("This is not a compiled walking network."),
    );
  });

  it("another version, with both versions named", () => {
    const other = PACKED.slice(0);
    const version = new DataView(other).getUint32(8, true);
    new DataView(other).setUint32(8, version + 1, true);
    expect(looksCompiled(new Uint8Array(other))).toBe(true);
    expect(() => openNetwork(other)).toThrow(
      new RegExp(`version ${version + 1}; this build reads version ${version}\\b`),
    );
  });

  it("cut short after any byte", () => {
    for (let length = 0; length < PACKED.byteLength; length++)
      expect(() => openNetwork(PACKED.slice(0, length)), `${length} bytes`).toThrow(
        NetworkFormatError,
      );
  });

  it("with anything after its end", () => {
    const longer = new Uint8Array(PACKED.byteLength + 8);
    longer.set(new Uint8Array(PACKED));
    expect(() => openNetwork(longer.buffer)).toThrow(NetworkFormatError);
  });

  it("with any one byte changed, in the header too", () => {
    const changed = (at: number, flip: number) => {
      const bytes = new Uint8Array(PACKED.slice(0));
      bytes[at]! ^= flip;
      return bytes.buffer;
    };
    for (let at = 0; at < 32; at++)
      for (let flip = 1; flip < 256; flip <<= 1)
        expect(() => openNetwork(changed(at, flip)), `byte ${at}`).toThrow(NetworkFormatError);
    fc.assert(
      fc.property(fc.nat(PACKED.byteLength - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        expect(() => openNetwork(changed(at, flip))).toThrow(NetworkFormatError);
      }),
      { numRuns: 2000 },
    );
  });
});
