import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import { Refusal } from "./errors.ts";
import { givenTwice, noFile, safeName, tooManyParts, unreadableForm } from "./upload.ts";

/** What a form may hold besides one file. */
export interface Expected<Field extends string> {
  readonly fields: readonly Field[];
  /** The most a file may hold. */
  readonly bytes: number;
  /** There must be a file. */
  readonly needed: boolean;
}

export interface Received<Field extends string> {
  readonly fields: Readonly<Partial<Record<Field, string>>>;
  readonly file: { readonly name: string; readonly path: string; readonly bytes: number } | null;
}

/** What fields may hold: an attestation with a note of a thousand characters. */
const FIELD_BYTES = 64 * 1024;

/**
 * Reads a form with named fields and at most one file (the part `file`), which is put into `folder`. Throws
 * `Refusal` for a form that is not as expected; what has arrived is left for the caller to delete.
 */
export async function receiveParts<const Field extends string>(
  request: FastifyRequest,
  folder: string,
  { fields: known, bytes: most, needed }: Expected<Field>,
): Promise<Received<Field>> {
  const fields: Partial<Record<Field, string>> = {};
  let file: Received<Field>["file"] = null;
  const parts = request.parts({
    limits: { fileSize: most, fields: known.length, files: 1, fieldSize: FIELD_BYTES },
  });
  try {
    for await (const part of parts) {
      if (part.type === "file" && part.fieldname === "file") {
        const name = safeName(part.filename, "file");
        const path = join(folder, name);
        await pipeline(part.file, createWriteStream(path, { flags: "wx" }));
        if (part.file.truncated) throw tooLarge(most);
        file = { name, path, bytes: part.file.bytesRead };
        continue;
      }
      const field = known.find((one) => one === part.fieldname);
      if (part.type !== "field" || field === undefined) throw unknownPart(part.fieldname, known);
      if (typeof part.value !== "string" || part.valueTruncated) throw tooLarge(FIELD_BYTES);
      fields[field] = part.value;
    }
  } catch (error) {
    throw explained(error, most);
  }
  if (file === null && needed) throw noFile();
  return { fields, file };
}

function explained(error: unknown, most: number): unknown {
  if (!(error instanceof Error) || error instanceof Refusal) return error;
  const code = "code" in error ? error.code : undefined;
  if (code === "FST_REQ_FILE_TOO_LARGE") return tooLarge(most);
  if (code === "FST_FILES_LIMIT") return givenTwice();
  if (code === "FST_FIELDS_LIMIT" || code === "FST_PARTS_LIMIT") return tooManyParts();
  if ("statusCode" in error || "syscall" in error) return error;
  return unreadableForm(error);
}

function unknownPart(name: string, known: readonly string[]): Refusal {
  return new Refusal(
    "invalid-form",
    {
      zh: `表单里有“${name.slice(0, 40)}”一项，这里不用这一项。`,
      en: `The form has a part "${name.slice(0, 40)}", which is not asked for.`,
    },
    {
      zh: `可用的是 ${[...known, "file"].join("、")}。`,
      en: `The parts are ${[...known, "file"].join(", ")}.`,
    },
    name.slice(0, 40),
  );
}

function tooLarge(bytes: number): Refusal {
  const megabytes = bytes / (1024 * 1024);
  const most = megabytes < 1 ? `${bytes / 1024} kB` : `${megabytes} MB`;
  return new Refusal(
    "too-large",
    {
      zh: `表单里有一项超过 ${most}。`,
      en: `A part of the form is larger than ${most}.`,
    },
    { zh: "请发送小一些的文件。", en: "Send a smaller file." },
    "body",
  );
}
