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
  if (file === undefined || (file.bytes === 0 && file.name === UNNAMED)) throw noFile();
  return { ...file, role };
}

const UNNAMED = "file";

function roleIn(value: unknown): Role | undefined {
  if (value === "") return undefined;
  if (Value.Check(Role, value)) return value;
  throw new Refusal(
    "invalid-form",
    {
      zh: `类别 role 不能是“${String(value).slice(0, 40)}”。`,
      en: `The role cannot be "${String(value).slice(0, 40)}".`,
    },
    {
      zh: `请填 ${ROLES.join("、")} 之一，或者不填，由程序识别。`,
      en: `Give ${ROLES.join(", ")}, or leave it out.`,
    },
    "role",
  );
}

function explained(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Refusal) return error;
  const code = "code" in error ? String(error.code) : "";
  if (code === "FST_FILES_LIMIT") return givenTwice();
  if (code === "FST_FIELDS_LIMIT" || code === "FST_PARTS_LIMIT") return tooManyParts();
  if ("statusCode" in error || "syscall" in error) return error;
  return unreadableForm(error);
}

/** The form broke off, or is none; what is said of it is for technicians. */
export function unreadableForm({ message }: Error): Refusal {
  const why = message.replace(/\.$/, "");
  return new Refusal(
    "invalid-form",
    {
      zh: `没有收到完整的表单：连接中断，或者表单的格式不对（${why}）。`,
      en: `The form cannot be read: ${why}.`,
    },
    {
      zh: "请重新发送；网络不好时，请换近一些的网络。没有存入任何数据。",
      en: "Send it again; if the connection is poor, from nearer by. Nothing was stored.",
    },
    "body",
  );
}

export function tooManyParts(): Refusal {
  return new Refusal(
    "invalid-form",
    { zh: "表单里的内容项太多。", en: "The form has too many parts." },
    {
      zh: "请只发送 /api/docs 中列出的内容项，每项一次。",
      en: "Send the parts that /api/docs lists, each once.",
    },
    "body",
  );
}

export function noFile(): Refusal {
  return new Refusal(
    "invalid-form",
    { zh: "表单里没有文件。", en: "The form has no file." },
    { zh: "请在 file 一项里放一个文件。", en: "Give one file in the part file." },
    "file",
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
    {
      zh: `表单里有“${name.slice(0, 40)}”一项，导入不用这一项。`,
      en: `The form has a part "${name.slice(0, 40)}", which an import does not have.`,
    },
    {
      zh: "可用的是 role（类别，文字）和 file（文件）。",
      en: "The parts are role and file.",
    },
    name.slice(0, 40),
  );
}

export function givenTwice(): Refusal {
  return new Refusal(
    "invalid-form",
    { zh: "表单里有两个文件。", en: "The form has two files." },
    { zh: "请一次发送一个文件。", en: "Send one file at a time." },
    "file",
  );
}

function tooLarge(limit: number): Refusal {
  const megabytes = Math.ceil(limit / (1024 * 1024));
  return new Refusal(
    "too-large",
    { zh: `文件超过 ${megabytes} MB。`, en: `The file is larger than ${megabytes} MB.` },
    {
      zh: "请把它裁剪到研究范围，或者调高服务器的限额（YIKEZHONG_NETWORK_MB、YIKEZHONG_TABLE_MB）。",
      en: "Cut it to the area under study, or raise the limit of the server (YIKEZHONG_NETWORK_MB, YIKEZHONG_TABLE_MB).",
    },
    "file",
  );
}
