import { describe, expect, it } from "vitest";
import { packetsOf } from "../../../client/plan/shapefile-parts.ts";

/** What is sent, and of what it consists. */
function packets(...names: string[]): [name: string, parts?: string[]][] {
  return packetsOf(names.map((name) => ({ name }))).map((packet) =>
    "whole" in packet ? [packet.name] : [packet.name, packet.parts.map(({ name }) => name)],
  );
}

describe("files of a folder", () => {
  it("are sent each by itself, the parts of a shapefile as one archive without what nobody reads", () => {
    expect(
      packets(
        "台账.xlsx",
        "社区.DBF",
        "社区.shp",
        "社区.shx",
        "社区.prj",
        "社区.sbn",
        "社区.shp.xml",
        "路.osm",
      ),
    ).toEqual([
      ["台账.xlsx"],
      ["社区.zip", ["社区.DBF", "社区.shp", "社区.shx", "社区.prj"]],
      ["路.osm"],
    ]);
  });

  it("may hold several shapefiles", () => {
    expect(packets("a.shp", "b.shp", "b.dbf", "a.dbf")).toEqual([
      ["a.zip", ["a.shp", "a.dbf"]],
      ["b.zip", ["b.shp", "b.dbf"]],
    ]);
  });

  it("are sent as they are where there is nothing to put together", () => {
    expect(packets("表.dbf", "只有.shp", "a.zip")).toEqual([["表.dbf"], ["只有.shp"], ["a.zip"]]);
  });

  it("do not count what systems leave behind", () => {
    expect(
      packets(".DS_Store", "~$台账.xlsx", "Thumbs.db", "desktop.ini", "台账.xlsx", "a.gdb.lock"),
    ).toEqual([["台账.xlsx"]]);
  });
});
