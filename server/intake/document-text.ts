import { SaxesParser } from "saxes";
import { RefusedFile } from "./refused-file.ts";
import { openArchive } from "./tables/archive.ts";
import { detectEncoding, readHead, utf8Chunks } from "./tables/text.ts";

/**
 * The text of a document as plain text, one paragraph a line, from a text file in any usual encoding or a Word
 * file (DOCX). Numbers that Word counts by itself are not part of its text. Throws `RefusedFile`.
 */
export async function readDocumentText(path: string, name: string): Promise<string> {
  const head = await readHead(path);
  const text = isZip(head) ? await wordText(path, name) : await plainText(path, name, head);
  if (text.trim() === "") throw new RefusedFile(name, { code: "document-text-empty" });
  return text;
}

const BODY = "word/document.xml";

function isZip(head: Buffer): boolean {
  return head.subarray(0, 4).equals(Buffer.from("PK\x03\x04", "latin1"));
}

/** PDF, and the old binary form of Word. */
const OTHER_KINDS = [Buffer.from("%PDF", "latin1"), Buffer.from("d0cf11e0", "hex")];

async function plainText(path: string, name: string, head: Buffer): Promise<string> {
  if (OTHER_KINDS.some((start) => head.subarray(0, 4).equals(start)))
    throw new RefusedFile(name, { code: "document-text-kind" });
  const encoding = await detectEncoding(path, { name });
  const pieces: Buffer[] = [];
  for await (const piece of utf8Chunks(path, encoding, { name })) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8").replaceAll(/\r\n?/g, "\n");
}

async function wordText(path: string, name: string): Promise<string> {
  await using archive = await openArchive(path, { name });
  const body = archive.entries.find((entry) => entry.name === BODY);
  if (body === undefined) throw new RefusedFile(name, { code: "document-text-kind" });
  const xml = (await archive.read(body)).toString("utf8");
  const lines: string[] = [];
  let line = "";
  let inText = false;
  const parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  });
  parser.on("error", () => {
    throw new RefusedFile(name, { code: "document-text-damaged" });
  });
  parser.on("opentag", ({ name: tag }) => {
    if (tag === "w:t") inText = true;
    if (tag === "w:tab") line += "\t";
    if (tag === "w:br" || tag === "w:cr") line += "\n";
  });
  parser.on("text", (text) => {
    if (inText) line += text;
  });
  parser.on("closetag", ({ name: tag }) => {
    if (tag === "w:t") inText = false;
    if (tag !== "w:p") return;
    lines.push(line);
    line = "";
  });
  parser.write(xml).close();
  return lines.join("\n");
}
