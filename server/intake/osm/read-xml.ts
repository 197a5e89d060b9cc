import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { Member, OsmVisitor } from "#core/osm/elements.ts";
import type { ByteSource } from "./byte-source.ts";
import { OsmFileError, type OsmFileProblem } from "./osm-file-error.ts";
import type { OpenOsmFile } from "./read-osm.ts";

const CHUNK = 128 * 1024;
/** No extract goes on for this long without a tag; what does is not XML at heart. */
const MAX_BYTES_WITHOUT_TAG = 16 * 1024 * 1024;

/** Streams an OSM XML file to the visitor. */
export async function readXml(
  source: ByteSource,
  visitor: OsmVisitor,
  file: OpenOsmFile,
): Promise<void> {
  const parser = new SaxesParser();
  const fail = (problem: OsmFileProblem, sentence: string): never => {
    throw new OsmFileError(file.path, problem, `line ${parser.line}: ${sentence}`);
  };
  const end = { reached: false };
  parser.on("error", (error) => {
    const what = error.message.replace(/^\d+:\d+: /, "");
    if (end.reached)
      fail("cut-short", `the file ends too early (${what}). Download or export it again.`);
    fail("corrupt", `this is not well-formed XML (${what}). Download or export the file again.`);
  });
  parser.on("xmldecl", ({ encoding = "UTF-8" }) => {
    if (!/^utf-?8$/i.test(encoding))
      fail("unsupported", `the text is in ${encoding}. Save it as UTF-8.`);
  });
  const elements = elementReader(visitor, file, fail);
  let lastTag = 0;
  parser.on("opentag", (tag) => {
    lastTag = source.position;
    elements.open(tag);
    if (tag.name === "remark") parser.on("text", elements.remark);
  });
  parser.on("closetag", (tag) => {
    elements.close(tag);
    if (tag.name === "remark") parser.off("text");
  });

  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes: Uint8Array, stream: boolean): string => {
    try {
      return decoder.decode(bytes, { stream });
    } catch {
      return fail(
        "corrupt",
        "the text after this line is not UTF-8. Download or export the file again.",
      );
    }
  };
  while (source.position < file.size) {
    const bytes = await source.take(CHUNK);
    if (bytes.length === 0) break;
    parser.write(decode(bytes, true));
    if (source.position - lastTag > MAX_BYTES_WITHOUT_TAG)
      fail("corrupt", "16 MiB without a tag. Download or export the file again.");
    file.onProgress?.(source.position, file.size);
  }
  parser.write(decode(new Uint8Array(), false));
  end.reached = true;
  parser.close();
}

interface ElementReader {
  readonly open: (tag: SaxesTagPlain) => void;
  readonly close: (tag: SaxesTagPlain) => void;
  /** Takes the text of a `<remark>`, where a server says that its answer is not complete. */
  readonly remark: (text: string) => void;
}

type Fail = (problem: OsmFileProblem, sentence: string) => never;

/** Builds elements out of tags: `<osm>` holds elements, an element holds `<tag>`, `<nd>` and `<member>`. */
function elementReader(visitor: OsmVisitor, file: OpenOsmFile, fail: Fail): ElementReader {
  const nodeTags = file.nodeTags && new Set(file.nodeTags);
  const wayTags = file.wayTags && new Set(file.wayTags);
  let depth = 0;
  /** The kind of the element being read, or undefined where it is not wanted. */
  let kind: "node" | "way" | "relation" | undefined;
  let id = NaN;
  let lng = NaN;
  let lat = NaN;
  let refs: number[] = [];
  let members: Member[] = [];
  let tags: Record<string, string> | undefined;
  let remark = "";

  const number = (tag: SaxesTagPlain, name: string): number => {
    const written: string | undefined = tag.attributes[name];
    if (written === undefined) return fail("corrupt", `<${tag.name}> has no ${name}.`);
    const value = written.trim() === "" ? NaN : Number(written);
    if (Number.isFinite(value)) return value;
    return fail("corrupt", `<${tag.name}> has ${name}="${written}", which is not a number.`);
  };

  const openElement = (tag: SaxesTagPlain): void => {
    const { name, attributes } = tag;
    if (name === "bounds" && visitor.bounds)
      visitor.bounds(
        number(tag, "minlon"),
        number(tag, "minlat"),
        number(tag, "maxlon"),
        number(tag, "maxlat"),
      );
    if (name !== "node" && name !== "way" && name !== "relation") return;
    const gone = attributes["visible"] === "false" || attributes["action"] === "delete";
    if (visitor[name] === undefined || gone) return;
    kind = name;
    id = number(tag, "id");
    refs = [];
    members = [];
    tags = undefined;
    if (name !== "node") return;
    lng = number(tag, "lon");
    lat = number(tag, "lat");
    if (Math.abs(lng) > 180 || Math.abs(lat) > 90)
      fail("corrupt", `node ${id} lies at longitude ${lng}, latitude ${lat}.`);
  };

  const openPart = (tag: SaxesTagPlain): void => {
    if (tag.name === "nd" && kind === "way") refs.push(number(tag, "ref"));
    if (tag.name === "member" && kind === "relation") members.push(member(tag));
    if (tag.name !== "tag") return;
    const { k, v } = tag.attributes;
    if (k === undefined || v === undefined) return fail("corrupt", "<tag> has no k or no v.");
    if (
      (kind === "node" && nodeTags?.has(k) === false) ||
      (kind === "way" && wayTags?.has(k) === false)
    )
      return;
    tags ??= {};
    tags[k] = v;
  };

  const member = (tag: SaxesTagPlain): Member => {
    const { type, role = "" }: Record<string, string> = tag.attributes;
    if (type !== "node" && type !== "way" && type !== "relation")
      return fail("corrupt", `<member> is of the unknown type ${JSON.stringify(type)}.`);
    return { type, ref: number(tag, "ref"), role };
  };

  return {
    open(tag) {
      if (depth === 0) requireOsm(tag.name, fail);
      else if (depth === 1) openElement(tag);
      else if (depth === 2 && kind !== undefined) openPart(tag);
      depth++;
    },
    close(tag) {
      depth--;
      if (depth !== 1) return;
      if (tag.name === "remark" && remark.includes("error"))
        fail(
          "cut-short",
          `the server that made this file reported: ${remark.trim()}. Export a smaller area, or try again.`,
        );
      if (kind === "node") visitor.node?.(id, lng, lat, tags);
      if (kind === "way") visitor.way?.(id, refs, tags);
      if (kind === "relation") visitor.relation?.(id, members, tags);
      kind = undefined;
    },
    remark(text) {
      remark += text;
    },
  };
}

function requireOsm(root: string, fail: Fail): void {
  if (root === "osm") return;
  if (root === "osmChange")
    fail(
      "unsupported",
      "this is a change file (osmChange), not an extract. Export the area itself.",
    );
  fail(
    "not-osm",
    `this XML is not OpenStreetMap data: it starts with <${root.slice(0, 40)}>, not <osm>.`,
  );
}
