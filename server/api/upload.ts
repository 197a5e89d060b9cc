import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { Role, ROLES } from "#contract/import.ts";
import type { UploadLimits } from "../config.ts";
import { Refusal } from "./errors.ts";

/** What a form has around its field and its file. */
const FORM_BYTES = 64 * 1024;

/** For the description of the API; the form itself is read by `receiveFile`. */
export const ImportForm = Type.Object({
  role: Type.Optional(Role),
  file: Type.String({
    format: "binary",
    description:
      "CSV, Excel, GeoJSON, zipped Shapefile, GeoPackage, KML, GeoTIFF, OpenStreetMap (.osm.pbf, .osm), or a compiled network",
  }),
});

/** A file that has arrived. */
export interface ReceivedFile {
  /** As its sender calls it, fit for file systems and messages. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly role: Role | undefined;
}

/**
 * Reads a form with one file and, if wanted, its role while it arrives, the file into `folder`. Throws `Refusal`
 * for a form that is not complete or too large; what has arrived is then left for the caller to delete.
 */
export async function receiveFile(
  request: FastifyRequest,
  folder: string,
  limits: UploadLimits,
): Promise<ReceivedFile> {
  const most = Math.max(limits.network, limits.table);
  if (Number(request.headers["content-length"] ?? 0) > most + FORM_BYTES) throw tooLarge(most);
  let role: Role | undefined;
  let file: Omit<ReceivedFile, "role"> | undefined;
  try {
    // A sender who left before anybody listened is never heard of again: waiting for the form would have no end.
    if (request.raw.destroyed) throw new Error("the connection was closed");
    const parts = request.parts({ limits: { fileSize: most + 1, fields: 5, files: 2 } });
    for await (const part of parts) {
      if (part.type === "field" && part.fieldname === "role") role = roleIn(part.value);
      else if (part.type === "file" && part.fieldname === "file") {
        if (file !== undefined) throw givenTwice();
        file = await takeFile(part, folder, most);
      } else throw unknownPart(part.fieldname);
    }
  } catch (error) {
    throw explained(error);
  }
  if (file === undefined || (file.bytes === 0 && file.name === UNNAMED))
    throw new Refusal("invalid-form", "The form has no file.", "Give one file in the part file.");
  return { ...file, role };
}

const UNNAMED = "file";

function roleIn(value: unknown): Role | undefined {
  if (value === "") return undefined;
  if (Value.Check(Role, value)) return value;
  throw new Refusal(
    "invalid-form",
    `The role cannot be "${String(value).slice(0, 40)}".`,
    `Give ${ROLES.join(", ")}, or leave it out.`,
  );
}

function explained(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Refusal || "statusCode" in error) return error;
  if ("code" in error && error.code === "ENOSPC")
    return new Refusal(
      "disk-full",
      "The disk of the server is full.",
      "Make room on it, or set YIKEZHONG_HOME to a folder on another disk.",
    );
  if ("syscall" in error) return error;
  return new Refusal(
    "invalid-form",
    `The form cannot be read: ${error.message.replace(/\.$/, "")}.`,
    "Send it again; if the connection is poor, from nearer by.",
  );
}

async function takeFile(
  part: MultipartFile,
  folder: string,
  limit: number,
): Promise<Omit<ReceivedFile, "role">> {
  const name = safeName(part.filename, UNNAMED);
  const path = join(folder, name);
  let bytes = 0;
  await pipeline(
    part.file,
    async function* counted(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > limit) throw tooLarge(limit);
        yield chunk;
      }
    },
    createWriteStream(path, { flags: "wx" }),
  );
  return { name, path, bytes };
}

const LONGEST_STEM = 60;

/** The last part of a file name, fit for every file system and for messages. */
export function safeName(given: string, fallback: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? "")
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "_")
    .replaceAll(/^[\s.]+|[\s.]+$/g, "");
  const extension = /\.[A-Za-z0-9.]{1,12}$/.exec(name)?.[0] ?? "";
  const stem = name.slice(0, name.length - extension.length);
  const short = stem.slice(0, LONGEST_STEM).toWellFormed();
  return `${short}${extension}` || fallback;
}

function unknownPart(name: string): Refusal {
  return new Refusal(
    "invalid-form",
    `The form has a part "${name.slice(0, 40)}", which an import does not have.`,
    "The parts are role and file.",
  );
}

function givenTwice(): Refusal {
  return new Refusal("invalid-form", "The form has two files.", "Send one file at a time.");
}

function tooLarge(limit: number): Refusal {
  return new Refusal(
    "too-large",
    `The file is larger than ${Math.ceil(limit / (1024 * 1024))} MB.`,
    "Cut it to the area under study, or raise the limit of the server (YIKEZHONG_NETWORK_MB, YIKEZHONG_TABLE_MB).",
  );
}
