import { SaxesParser, type SaxesTagPlain } from "saxes";
import { RefusedFile } from "../refused-file.ts";

type Attributes = SaxesTagPlain["attributes"];

/** Names of elements and attributes come without their prefixes. */
export interface XmlVisitor {
  open?(name: string, attributes: Attributes, isSelfClosing: boolean): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Streams XML in UTF-8 of a workbook. Throws `RefusedFile` when it is not well-formed, or has entities of its own. */
export async function readXml(
  chunks: AsyncIterable<Buffer>,
  visitor: XmlVisitor,
  file: string,
): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  });
  parser.on("error", () => {
    throw new RefusedFile(file, { code: "excel-damaged" });
  });
  parser.on("opentag", (tag) => {
    visitor.open?.(local(tag.name), withoutPrefixes(tag.attributes), tag.isSelfClosing);
  });
  if (visitor.text) {
    parser.on("text", (text) => visitor.text?.(text));
    parser.on("cdata", (text) => visitor.text?.(text));
  }
  parser.on("closetag", ({ name }) => visitor.close?.(local(name)));
  const decoder = new TextDecoder();
  for await (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }));
  parser.write(decoder.decode()).close();
}

function withoutPrefixes(attributes: Attributes): Attributes {
  for (const name in attributes) {
    if (name.includes(":")) attributes[local(name)] ??= attributes[name] ?? "";
  }
  return attributes;
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
