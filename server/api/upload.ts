import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import {
  DEFAULT_RESOLUTION,
  DEFAULT_SNAP_CAP,
  MAX_RESOLUTION,
  MIN_RESOLUTION,
} from "#core/vocabulary.ts";
import type { StudyOrder } from "../compute/jobs.ts";
import type { UploadLimits } from "../config.ts";
import { Refusal } from "./errors.ts";

const FILES = ["network", "facilities", "people", "units"] as const;
type FileRole = (typeof FILES)[number];
const FIELDS = ["name", "resolution", "snapCap"] as const;
type Field = (typeof FIELDS)[number];

const LONGEST_NAME = 80;
const MAX_SNAP_CAP = 5000;
/** What a form has around its fields and files. */
const FORM_BYTES = 64 * 1024;

const File = (description: string) => Type.String({ format: "binary", description });

/** For the description of the API; the form itself is read by `receiveStudy`. */
export const StudyForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: LONGEST_NAME }),
  resolution: Type.Optional(
    Type.Integer({
      minimum: MIN_RESOLUTION,
      maximum: MAX_RESOLUTION,
      default: DEFAULT_RESOLUTION,
    }),
  ),
  snapCap: Type.Optional(
    Type.Number({ minimum: 0, maximum: MAX_SNAP_CAP, default: DEFAULT_SNAP_CAP }),
  ),
  network: File("An OpenStreetMap extract (.osm.pbf or .osm), or a compiled network"),
  facilities: File("CSV or GeoJSON: id, name, service, lng, lat and, where known, capacity"),
  people: File("CSV or GeoJSON: cell, or lng and lat; people; and, where known, age groups"),
  units: Type.Optional(File("GeoJSON polygons with id and name")),
});

/**
 * Reads the form of a new study while it arrives, its files into `folder`. Throws `Refusal` for a form that is
 * not complete or too large; what has arrived is then left for the caller to delete.
 */
export async function receiveStudy(
  request: FastifyRequest,
  folder: string,
  limits: UploadLimits,
): Promise<StudyOrder> {
  const limitOf = (role: FileRole): number => (role === "network" ? limits.network : limits.table);
  const most = FILES.reduce((sum, role) => sum + limitOf(role), FORM_BYTES);
  if (Number(request.headers["content-length"] ?? 0) > most)
    throw new Refusal(
      "too-large",
      `The form is larger than all its files may be together (${megabytes(most)}).`,
      `Cut the files to the area under study: the network may have ${megabytes(limits.network)}, every other file ${megabytes(limits.table)}.`,
    );
  const fields = new Map<Field, string>();
  const files = new Map<FileRole, string>();
  try {
    const parts = request.parts({
      limits: { fileSize: Math.max(limits.network, limits.table) + 1, fields: 20, files: 10 },
    });
    for await (const part of parts) {
      if (part.type === "field") takeField(fields, part.fieldname, part.value);
      else await takeFile(files, part, folder, limitOf);
    }
  } catch (error) {
    throw explained(error);
  }
  const name = required(fields, "name");
  return {
    name,
    resolution: numberIn(fields, "resolution", DEFAULT_RESOLUTION, MIN_RESOLUTION, MAX_RESOLUTION),
    snapCap: numberIn(fields, "snapCap", DEFAULT_SNAP_CAP, 0, MAX_SNAP_CAP),
    source: {
      kind: "files",
      files: {
        network: required(files, "network"),
        facilities: required(files, "facilities"),
        people: required(files, "people"),
        ...(files.has("units") ? { units: required(files, "units") } : {}),
      },
    },
  };
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

function takeField(fields: Map<Field, string>, name: string, value: unknown): void {
  const field = FIELDS.find((one) => one === name);
  if (field === undefined) throw unknownPart(name);
  if (fields.has(field)) throw givenTwice(field);
  // Spaces of all kinds, and control characters, which no name should have.
  const text = String(value)
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim();
  if (field === "name" && text.length > LONGEST_NAME)
    throw new Refusal(
      "invalid-form",
      `The name has ${text.length} characters.`,
      `Give a name of 1 to ${LONGEST_NAME} characters.`,
    );
  if (text !== "") fields.set(field, text);
}

async function takeFile(
  files: Map<FileRole, string>,
  part: MultipartFile,
  folder: string,
  limitOf: (role: FileRole) => number,
): Promise<void> {
  const role = FILES.find((one) => one === part.fieldname);
  if (role === undefined) throw unknownPart(part.fieldname);
  if (files.has(role)) throw givenTwice(role);
  const into = join(folder, role);
  await mkdir(into);
  const path = join(into, safeName(part.filename, role));
  let bytes = 0;
  await pipeline(
    part.file,
    async function* counted(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > limitOf(role)) throw tooLarge(role, part.filename, limitOf(role));
        yield chunk;
      }
    },
    createWriteStream(path, { flags: "wx" }),
  );
  // Browsers send a part without a name or content for a file that was not chosen.
  if (bytes === 0 && part.filename === "") await rm(into, { recursive: true });
  else files.set(role, path);
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

function required<Key extends string>(given: ReadonlyMap<Key, string>, key: Key): string {
  const value = given.get(key);
  if (value === undefined)
    throw new Refusal(
      "invalid-form",
      `The form has no ${key}.`,
      "A study needs a name and the files network, facilities and people.",
    );
  return value;
}

function numberIn(
  fields: ReadonlyMap<Field, string>,
  field: "resolution" | "snapCap",
  fallback: number,
  lowest: number,
  highest: number,
): number {
  const text = fields.get(field);
  if (text === undefined) return fallback;
  const value = Number(text);
  const isRight =
    value >= lowest && value <= highest && (field === "snapCap" || Number.isInteger(value));
  if (!isRight)
    throw new Refusal(
      "invalid-form",
      `${field} cannot be "${text.slice(0, 40)}".`,
      `Give ${field} as a ${field === "snapCap" ? "number" : "whole number"} from ${lowest} to ${highest}.`,
    );
  return value;
}

function unknownPart(name: string): Refusal {
  return new Refusal(
    "invalid-form",
    `The form has a part "${name.slice(0, 40)}", which a study does not have.`,
    `The fields are ${FIELDS.join(", ")}; the files are ${FILES.join(", ")}.`,
  );
}

function givenTwice(name: string): Refusal {
  return new Refusal("invalid-form", `The form has ${name} twice.`, "Give it once.");
}

function tooLarge(role: FileRole, filename: string, limit: number): Refusal {
  return new Refusal(
    "too-large",
    `The file for ${role}, ${safeName(filename, role)}, is larger than ${megabytes(limit)}.`,
    "Cut it to the area under study, or raise the limit of the server (YIKEZHONG_NETWORK_MB, YIKEZHONG_TABLE_MB).",
  );
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / (1024 * 1024))} MB`;
}
