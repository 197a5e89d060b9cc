import { posix } from "node:path";
import { RefusedFile } from "../refused-file.ts";
import type { Archive, ArchiveEntry } from "./archive.ts";
import { builtInDateParts, datePartsOf, type DateParts } from "./cell-text.ts";
import type { TableContext } from "./raw-table.ts";
import { readXml, type XmlVisitor } from "./xml.ts";

/** What stands in a workbook's parts besides its sheets. */
export interface XlsxWorkbook {
  readonly sheets: readonly { name: string; hidden: boolean; part: ArchiveEntry }[];
  readonly sharedTexts: readonly string[];
  /** By the number of a cell's style: what its format shows of a date. */
  readonly dateStyles: readonly (DateParts | undefined)[];
  readonly from1904: boolean;
}

/** Reads the parts of a workbook in Office Open XML that its sheets refer to. */
export async function readXlsxWorkbook(
  archive: Archive,
  context: TableContext,
): Promise<XlsxWorkbook> {
  const find = (name: string): ArchiveEntry | undefined =>
    archive.entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
  const read = async (name: string, visit: XmlVisitor): Promise<void> => {
    const part = find(name);
    if (part) await readXml(archive.chunks(part), visit, context.name);
  };
  const root = await readRelations(read, "_rels/.rels", "");
  const main = root.find(({ type }) => type.endsWith("/officeDocument"))?.target;
  const path = main !== undefined && find(main) ? main : "xl/workbook.xml";
  if (!find(path)) throw new RefusedFile(context.name, { code: "excel-damaged" });

  const listed: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  await read(path, {
    open(name, attributes) {
      if (name === "workbookPr") from1904 = /^(1|true)$/.test(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const hidden = /hidden$/i.test(attributes["state"] ?? "");
      listed.push({ name: attributes["name"] ?? "", hidden, id: attributes["id"] ?? "" });
    },
  });
  const folder = posix.dirname(path);
  const relations = await readRelations(
    read,
    `${folder}/_rels/${posix.basename(path)}.rels`,
    folder,
  );
  const target = (type: string): string =>
    relations.find((relation) => relation.type.endsWith(type))?.target ?? "";
  return {
    sheets: listed.flatMap(({ name, hidden, id }) => {
      const relation = relations.find((one) => one.id === id && one.type.endsWith("/worksheet"));
      const part = relation && find(relation.target);
      return part ? [{ name, hidden, part }] : [];
    }),
    sharedTexts: await readSharedTexts(read, target("/sharedStrings")),
    dateStyles: await readDateStyles(read, target("/styles")),
    from1904,
  };
}

type Read = (part: string, visitor: XmlVisitor) => Promise<void>;

async function readRelations(
  read: Read,
  part: string,
  folder: string,
): Promise<{ id: string; type: string; target: string }[]> {
  const relations: { id: string; type: string; target: string }[] = [];
  await read(part, {
    open(name, attributes) {
      if (name !== "Relationship") return;
      const { Id: id = "", Type: type = "", Target: to = "" } = attributes;
      const target = to.startsWith("/") ? to.slice(1) : posix.join(folder, to);
      relations.push({ id, type, target });
    },
  });
  return relations;
}

async function readSharedTexts(read: Read, part: string): Promise<string[]> {
  const texts: string[] = [];
  const reader = new RichText();
  await read(part, {
    open(name) {
      if (name === "si") reader.begin();
      else reader.open(name);
    },
    text(text) {
      reader.add(text);
    },
    close(name) {
      if (name === "si") texts.push(reader.end());
      else reader.close(name);
    },
  });
  return texts;
}

/** Puts a text together of its runs; readings of its characters (phonetic runs) are left out. */
export class RichText {
  #text = "";
  #inText = false;
  #phonetic = false;

  begin(): void {
    this.#text = "";
    this.#inText = false;
    this.#phonetic = false;
  }

  open(name: string): void {
    if (name === "t") this.#inText = !this.#phonetic;
    else if (name === "rPh") this.#phonetic = true;
  }

  add(text: string): void {
    if (this.#inText) this.#text += text;
  }

  close(name: string): void {
    if (name === "t") this.#inText = false;
    else if (name === "rPh") this.#phonetic = false;
  }

  end(): string {
    return unescapeText(this.#text);
  }
}

/** Characters that XML cannot hold stand in a cell as "_x000D_". */
export function unescapeText(text: string): string {
  return text.includes("_x")
    ? text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
}

async function readDateStyles(read: Read, part: string): Promise<(DateParts | undefined)[]> {
  const formats = new Map<number, string>();
  const styles: (DateParts | undefined)[] = [];
  let inCells = false;
  await read(part, {
    open(name, attributes) {
      if (name === "cellXfs") inCells = true;
      if (name === "numFmt") {
        formats.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
      }
      if (name !== "xf" || !inCells) return;
      const id = Number(attributes["numFmtId"] ?? 0);
      const format = formats.get(id);
      styles.push(format === undefined ? builtInDateParts(id) : datePartsOf(format));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}
