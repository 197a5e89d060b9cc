import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, gzipSync } from "node:zlib";
import { PbfWriter } from "pbf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OsmFileError, type OsmFileProblem } from "../../../../server/intake/osm/osm-file-error.ts";
import { readOsm } from "../../../../server/intake/osm/read-osm.ts";
import { osmPbf, osmXml, pbfBlob, type OsmElements } from "../../../fixtures/osm-file.ts";

const TOWN: OsmElements = {
  nodes: [
    { id: 1, lng: 100.45, lat: 38.93, tags: { barrier: "gate" } },
    { id: 2, lng: 100.46, lat: 38.94 },
  ],
  ways: [{ id: 10, refs: [1, 2], tags: { highway: "footway" } }],
  relations: [
    { id: 20, members: [{ type: "way", ref: 10, role: "outer" }], tags: { type: "site" } },
  ],
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "osm-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Reads everything in the file, and gives the error that this ends with. */
async function refusal(content: string | Uint8Array): Promise<unknown> {
  const path = join(folder, "county.osm.pbf");
  await writeFile(path, content);
  return refusalOf(path);
}

async function refusalOf(path: string): Promise<unknown> {
  const nothing = (): void => {};
  try {
    await readOsm(path, { bounds: nothing, node: nothing, way: nothing, relation: nothing });
    return undefined;
  } catch (error) {
    return error;
  }
}

/** An error of ours with this problem, that names the file and ends in a full sentence. */
function refusedAs(problem: OsmFileProblem, words: RegExp): unknown {
  return expect.objectContaining({
    name: "OsmFileError",
    problem,
    message: expect.stringMatching(new RegExp(`^county\\.osm\\.pbf: (?=.*${words.source}).*\\.$`)),
  });
}

/** A PBF file whose only data block is this, correctly packed. */
function withBlock(block: Uint8Array): Uint8Array {
  return Buffer.concat([osmPbf({ nodes: [], ways: [] }), pbfBlob("OSMData", block)]);
}

function message(write: (pbf: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish();
}

describe("a file that is no extract", () => {
  it("is refused by name when it does not exist", async () => {
    const error = await refusalOf(join(folder, "nowhere.osm"));
    expect(error).toMatchObject({
      problem: "missing",
      message: expect.stringContaining("nowhere.osm"),
    });
    expect(await refusalOf(join(folder, "county.osm.pbf", "below-a-file"))).toBeInstanceOf(
      OsmFileError,
    );
  });

  it("is refused when it is a folder", async () => {
    expect(await refusalOf(folder)).toMatchObject({ problem: "unreadable" });
  });

  it("is refused when it is empty", async () => {
    expect(await refusal("")).toEqual(refusedAs("empty", /the file is empty/));
  });

  it("is refused when it is packed, with the way to unpack it", async () => {
    expect(await refusal(gzipSync(osmXml(TOWN)))).toEqual(
      refusedAs("compressed", /packed with gzip.*gunzip/),
    );
  });

  it("is refused when it is JSON, with the way to export XML", async () => {
    expect(await refusal('\n{"version":0.6,"elements":[]}')).toEqual(
      refusedAs("unsupported", /JSON.*\[out:xml\]/),
    );
  });

  it("is refused when it is UTF-16", async () => {
    expect(await refusal(Buffer.from(`\uFEFF${osmXml(TOWN)}`, "utf16le"))).toEqual(
      refusedAs("unsupported", /UTF-16.*UTF-8/),
    );
  });

  it("is refused when it is anything else", async () => {
    expect(await refusal("id,name,lng,lat\n1,a,100,38\n")).toEqual(
      refusedAs("not-osm", /neither OSM PBF nor OSM XML/),
    );
    expect(await refusal(Buffer.from([7, 1, 200, 3, 9, 9, 9, 9]))).toEqual(
      refusedAs("not-osm", /neither/),
    );
    expect(await refusal(Buffer.alloc(1000))).toEqual(refusedAs("not-osm", /neither/));
  });
});

describe("an XML file", () => {
  it("is refused when its root is something else", async () => {
    expect(await refusal("<?xml version='1.0'?>\n<gpx></gpx>")).toEqual(
      refusedAs("not-osm", /line 2:.*<gpx>, not <osm>/),
    );
    expect(await refusal("<!DOCTYPE html><html><body>502</body></html>")).toEqual(
      refusedAs("not-osm", /<html>/),
    );
  });

  it("is refused when it is a change file", async () => {
    expect(await refusal('<osmChange version="0.6"></osmChange>')).toEqual(
      refusedAs("unsupported", /osmChange/),
    );
  });

  it("is refused with the line where it is not well-formed", async () => {
    expect(await refusal('<osm>\n<node id="1" lat="38" lon="100">\n</way>\n</osm>')).toEqual(
      refusedAs("corrupt", /line 3:.*well-formed/),
    );
  });

  it("is refused with the line where it ends too early", async () => {
    const xml = osmXml(TOWN);
    const upToSecondNode = xml.slice(0, xml.indexOf('<node id="2"'));
    const lines = upToSecondNode.split("\n").length;
    expect(await refusal(upToSecondNode)).toEqual(
      refusedAs("cut-short", new RegExp(`line ${lines}: .*ends too early`)),
    );
    expect(await refusal(xml.slice(0, xml.indexOf("highway")))).toEqual(
      refusedAs("cut-short", /ends too early/),
    );
  });

  it("is refused when its text is in another encoding", async () => {
    expect(await refusal('<?xml version="1.0" encoding="GBK"?><osm></osm>')).toEqual(
      refusedAs("unsupported", /GBK.*UTF-8/),
    );
    expect(await refusal(Buffer.from("<osm><note>\u00e9</note></osm>", "latin1"))).toEqual(
      refusedAs("corrupt", /not UTF-8/),
    );
  });

  it.each([
    ['<node lat="38" lon="100"/>', /<node> has no id/],
    ['<node id="1" lon="100"/>', /<node> has no lat/],
    ['<node id="1" lat="north" lon="100"/>', /lat="north", which is not a number/],
    ['<node id="1" lat="" lon="100"/>', /lat="", which is not a number/],
    ['<node id="1" lat="100.45" lon="38.93"/>', /node 1 lies at longitude 38.93, latitude 100.45/],
    ['<way id="1"><nd ref="x"/></way>', /<nd> has ref="x"/],
    ['<way id="1"><tag k="highway"/></way>', /<tag> has no k or no v/],
    [
      '<relation id="1"><member type="area" ref="1"/></relation>',
      /<member> is of the unknown type "area"/,
    ],
  ])("is refused with the line of a broken element: %s", async (element, words) => {
    expect(await refusal(`<osm>\n\n${element}\n</osm>`)).toEqual(
      refusedAs("corrupt", new RegExp(`line 3: .*${words.source}`)),
    );
  });

  it("is refused when the server that made it says it is not complete", async () => {
    expect(
      await refusal(
        "<osm><remark> runtime error: Query timed out in &quot;query&quot; </remark></osm>",
      ),
    ).toEqual(refusedAs("cut-short", /runtime error: Query timed out/));
  });

  it("is refused when it goes on without a tag", async () => {
    expect(await refusal(`<osm ${"a".repeat(17 * 1024 * 1024)}`)).toEqual(
      refusedAs("corrupt", /16 MiB without a tag/),
    );
  });
});

describe("a PBF file", () => {
  it("is refused with the percent where it is cut short, wherever that is", async () => {
    const whole = osmPbf(TOWN);
    const headerEnds = osmPbf({ nodes: [], ways: [] }).length;
    expect(await refusal(whole.subarray(0, headerEnds + 30))).toEqual(
      refusedAs(
        "cut-short",
        new RegExp(
          `block at byte ${headerEnds} \\(${Math.floor((100 * headerEnds) / (headerEnds + 30))} % of the file\\) needs`,
        ),
      ),
    );
    const outcomes = new Set<string>();
    for (let size = 1; size < whole.length; size++) {
      const error = await refusal(whole.subarray(0, size));
      outcomes.add(error instanceof OsmFileError ? error.problem : String(error));
    }
    // Cut exactly between two blocks, a PBF file is a smaller valid one: the format has no mark of its end.
    expect([...outcomes].toSorted()).toEqual(["cut-short", "not-osm", "undefined"]);
  });

  it("is refused when it requires what we cannot read", async () => {
    const history = osmPbf(TOWN, { requiredFeatures: ["OsmSchema-V0.6", "HistoricalInformation"] });
    expect(await refusal(history)).toEqual(refusedAs("unsupported", /full history.*time-filter/));
    const future = osmPbf(TOWN, { requiredFeatures: ["OsmSchema-V0.7"] });
    expect(await refusal(future)).toEqual(
      refusedAs("unsupported", /requires the feature "OsmSchema-V0.7"/),
    );
  });

  it("is refused when its blocks are packed with something else", async () => {
    expect(
      await refusal(
        Buffer.concat([
          osmPbf({ nodes: [], ways: [] }),
          pbfBlob("OSMData", Buffer.from("…"), { packing: 7 }),
        ]),
      ),
    ).toEqual(refusedAs("unsupported", /packed with zstd.*osmium/));
  });

  it("is refused when a packed block is damaged", async () => {
    const file = Buffer.from(osmPbf(TOWN));
    const headerEnds = osmPbf({ nodes: [], ways: [] }).length;
    const packed = deflateSync("").subarray(0, 2);
    const zlibStarts = file.indexOf(packed, headerEnds);
    file.fill(0xff, zlibStarts + 4, zlibStarts + 12);
    expect(await refusal(file)).toEqual(
      refusedAs("corrupt", new RegExp(`damaged at byte ${headerEnds} \\(\\d+ % of the file\\)`)),
    );
  });

  it("is refused when a block claims to be larger than the format allows, without trying", async () => {
    const huge = pbfBlob("OSMData", Buffer.alloc(100), { rawSize: 2 ** 33 });
    expect(await refusal(Buffer.concat([osmPbf(TOWN), huge]))).toEqual(
      refusedAs("corrupt", /unpack to 8,589,934,592 bytes/),
    );
    const lying = pbfBlob("OSMData", Buffer.alloc(64 * 1024 * 1024), { rawSize: 0 });
    expect(await refusal(Buffer.concat([osmPbf(TOWN), lying]))).toEqual(
      refusedAs("corrupt", /damaged at byte/),
    );
    const short = pbfBlob("OSMData", Buffer.alloc(100), { rawSize: 101 });
    expect(await refusal(Buffer.concat([osmPbf(TOWN), short]))).toEqual(
      refusedAs("corrupt", /unpacks to 100 bytes instead of 101/),
    );
    const length = Buffer.from([0x7f, 0xff, 0xff, 0xff]);
    expect(await refusal(Buffer.concat([osmPbf(TOWN), length]))).toEqual(
      refusedAs("corrupt", /header claims 2,147,483,647 bytes/),
    );
    const header = message((pbf) => {
      pbf.writeStringField(1, "OSMData");
      pbf.writeVarintField(3, 2 ** 40);
    });
    const claim = Buffer.concat([Buffer.from([0, 0, 0, header.length]), header]);
    expect(await refusal(Buffer.concat([osmPbf(TOWN), claim]))).toEqual(
      refusedAs("corrupt", /claims 1,099,511,627,776 bytes/),
    );
  });

  it("is refused when a block unpacks to a crowd of empty elements", async () => {
    const group = Buffer.alloc(8 * 1024 * 1024);
    for (let i = 0; i < group.length; i += 2) group[i] = (3 << 3) | 2;
    const block = message((pbf) => {
      pbf.writeBytesField(1, Buffer.alloc(0));
      pbf.writeBytesField(2, group);
    });
    expect(await refusal(withBlock(block))).toEqual(
      refusedAs("corrupt", /far more than any writer/),
    );
  });

  it("is refused when its nodes' tags end early, which would keep the parser busy for ever", async () => {
    const dense = message((pbf) => {
      pbf.writePackedSVarint(1, [1, 1, 1]);
      pbf.writePackedSVarint(8, [0, 0, 0]);
      pbf.writePackedSVarint(9, [0, 0, 0]);
      pbf.writePackedVarint(10, [1, 1, 0]);
    });
    const block = message((pbf) => {
      pbf.writeMessage(1, (word, words) => words.writeStringField(1, word), "");
      pbf.writeMessage(2, (bytes, group) => group.writeBytesField(2, bytes), dense);
    });
    expect(await refusal(withBlock(block))).toEqual(refusedAs("corrupt", /tags for fewer nodes/));
  });

  it("is refused when a node lies off the globe", async () => {
    expect(await refusal(osmPbf({ nodes: [{ id: 7, lng: 100, lat: 214 }], ways: [] }))).toEqual(
      refusedAs("corrupt", /node 7 lies at longitude 100, latitude 214/),
    );
  });

  it("is refused when a block is of an unknown type or the header is missing", async () => {
    expect(
      await refusal(Buffer.concat([osmPbf(TOWN), pbfBlob("OSMDatb", Buffer.alloc(9))])),
    ).toEqual(refusedAs("corrupt", /"OSMDatb"/));
    const headless = osmPbf(TOWN).subarray(osmPbf({ nodes: [], ways: [] }).length);
    expect(await refusal(headless)).toEqual(refusedAs("not-osm", /neither/));
  });

  it("ends in a clear refusal or in elements, whatever byte is damaged", async () => {
    const sound = osmPbf(TOWN, { packing: "raw" });
    const outcomes = new Set<unknown>();
    let refused = 0;
    for (let i = 0; i < sound.length; i++)
      for (const byte of [0x00, 0x01, 0x7f, 0x80, 0xff]) {
        const damaged = Buffer.from(sound);
        damaged[i] = byte;
        const error = await refusal(damaged);
        if (error instanceof OsmFileError) refused++;
        else outcomes.add(error);
      }
    expect(outcomes).toEqual(new Set([undefined]));
    expect(refused).toBeGreaterThan(sound.length);
  });
});
