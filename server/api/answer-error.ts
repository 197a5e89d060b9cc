import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { BuiltIn, NotThere, Unacceptable } from "../compute/policy/unacceptable.ts";
import { TaskRefused } from "../compute/threads.ts";
import { UnfitScenario } from "../compute/unfit-scenario.ts";
import { DatabaseError, DatabaseFull } from "../store/database/database-error.ts";
import { isNoRoom } from "../store/no-room.ts";
import { ScenarioConflict } from "../store/scenarios.ts";
import { StudyDamaged } from "../store/study-files.ts";
import { NoSuchStudy } from "../store/study-rows.ts";
import { problemOf, Refusal, STATUS_OF, type ProblemCode } from "./errors.ts";
import { invalidParameter } from "./invalid-parameter.ts";

/** The one place that turns errors into replies. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error, request);
  const status = STATUS_OF[refusal.code];
  if (status >= 500 && refusal.code !== "preparing") request.log.error(error);
  return reply
    .code(status)
    .removeHeader("etag")
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(JSON.stringify(problemOf(refusal)));
}

const CODE_OF = {
  result: "no-result",
  unit: "no-such-unit",
  document: "no-such-document",
  text: "no-text",
  snapshot: "no-such-snapshot",
  attestation: "no-such-attestation",
  value: "no-such-value",
} as const satisfies Record<NotThere["what"], ProblemCode>;

/** Somebody else was first: what was sent is not stored, what they stored stands. */
function conflict({ name, version, changed }: ScenarioConflict["newest"]): Refusal {
  return new Refusal(
    "conflict",
    `The scenario "${name}" was changed by somebody else meanwhile: it is at version ${version} now.`,
    `Look at version ${version} and make your change on it, or save yours as another scenario; nothing of theirs was overwritten.`,
    [
      {
        path: "version",
        zh: `方案“${name}”已被他人改动，现为第 ${version} 版（${changed}）。您的改动没有保存，对方的改动没有被覆盖：请查看新版后再改，或另存为新方案。`,
        en: `The newest version is ${version}, of ${changed}.`,
      },
    ],
  );
}

function refusalOf(error: FastifyError, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  if (error.validation !== undefined) return invalid(error.validation, error.validationContext);
  if (error instanceof TaskRefused)
    return new Refusal("unusable-input", error.message, undefined, [
      { path: "file", ...error.said },
    ]);
  // Removed by somebody else in the middle of the request.
  if (error instanceof NoSuchStudy)
    return new Refusal("no-such-study", error.message, undefined, "id");
  if (error instanceof Unacceptable)
    return new Refusal(
      "unusable-input",
      error.message,
      "Correct what is listed in details; nothing was stored.",
      error.faults.map(({ path, row, line, zh, en }) => ({
        path,
        ...(row === undefined ? {} : { row }),
        ...(line === undefined ? {} : { line }),
        zh,
        en,
      })),
    );
  if (error instanceof UnfitScenario)
    return new Refusal(
      "invalid-parameter",
      error.message,
      error.remedy,
      error.details.length === 0 ? "" : [...error.details],
    );
  if (error instanceof ScenarioConflict) return conflict(error.newest);
  if (error instanceof NotThere)
    return new Refusal(CODE_OF[error.what], error.message, error.remedy);
  if (error instanceof BuiltIn)
    return new Refusal("built-in", error.message, "Add a document under an id of its own.");
  if (error instanceof StudyDamaged) return new Refusal("damaged-study", error.message);
  if (error instanceof DatabaseFull) return diskFull(error);
  if (error instanceof DatabaseError) return new Refusal("database-away", error.what, error.remedy);
  if (isNoRoom(error)) return diskFull();
  return unreadable(error, request);
}

function invalid(
  failures: NonNullable<FastifyError["validation"]>,
  context: FastifyError["validationContext"],
): Refusal {
  const { what, remedy, path } = invalidParameter(failures, context === "body");
  return new Refusal("invalid-parameter", what, remedy, path);
}

function diskFull(database?: DatabaseFull): Refusal {
  return new Refusal(
    "disk-full",
    database?.what ?? "The disk of the server is full.",
    "Make room on it, or set YIKEZHONG_HOME to a folder on another disk; nothing that was stored before is lost.",
  );
}

/** What the server could not even read, or a fault of ours. */
function unreadable(error: FastifyError, request: FastifyRequest): Refusal {
  if (LOST.has(error.code)) return lost(request);
  const status = error.statusCode ?? 500;
  if (status === 413) return tooLarge(request);
  if (status === 415 || status === 406) return unknownType(request.headers["content-type"]);
  if (NOWHERE.has(status))
    return new Refusal(
      "no-such-address",
      "There is nothing at this address, or a name in it is too long.",
      "See /api/docs for the addresses there are.",
      "path",
    );
  if (status >= 400 && status < 500)
    return new Refusal(
      "bad-request",
      `The request cannot be understood: ${error.message.replace(/\.$/, "")}.`,
      "See /api/docs for what can be asked.",
    );
  return new Refusal(
    "fault",
    {
      zh: "服务器程序内部出错，没有完成这个请求。",
      en: "The server failed to answer because of a fault in the program.",
    },
    {
      zh: `详情在服务器日志中，请求编号 ${request.id}。`,
      en: `Its log has the details of request ${request.id}.`,
    },
  );
}

/** Also of an address that can be no file's, and of one with a name of more than a hundred characters. */
const NOWHERE: ReadonlySet<number> = new Set([403, 404, 414]);

/** A file of ours is gone, or may not be read or written. */
const LOST: ReadonlySet<string> = new Set(["ENOENT", "EACCES", "EPERM", "EROFS", "EIO"]);

function lost({ id }: FastifyRequest): Refusal {
  return new Refusal(
    "damaged-study",
    {
      zh: "服务器数据文件夹里有文件不见了，或者不能读写。",
      en: "A file in the state folder of the server is missing, or cannot be read or written.",
    },
    {
      zh: `请检查数据文件夹（YIKEZHONG_HOME）是否被移动、删除或改了权限，或者从备份恢复；详情在服务器日志中，请求编号 ${id}。`,
      en: `See whether that folder (YIKEZHONG_HOME) was moved, deleted or closed to the server, or bring it back from a copy; the log has the details of request ${id}.`,
    },
  );
}

function tooLarge({ headers, routeOptions }: FastifyRequest): Refusal {
  const most = headers["content-type"]?.startsWith("application/json") && routeOptions.bodyLimit;
  if (!most)
    return new Refusal("too-large", "The request is too large.", "Send smaller files.", "body");
  const megabytes = Math.floor(most / (1024 * 1024));
  return new Refusal(
    "too-large",
    {
      zh: `请求的内容超过 ${megabytes} MB。`,
      en: `The body of the request is larger than ${megabytes} MB.`,
    },
    { zh: "请分几次发送。", en: "Send it in several requests." },
    "body",
  );
}

function unknownType(type = ""): Refusal {
  const given = type.split(";", 1)[0]?.slice(0, 80) ?? "";
  return new Refusal(
    "not-a-form",
    given === ""
      ? {
          zh: "请求没有写明内容的类型（Content-Type）。",
          en: "The request does not say of what type its body is (Content-Type).",
        }
      : {
          zh: `这个地址不接受类型为“${given}”的内容。`,
          en: `This address takes no body of the type "${given}".`,
        },
    {
      zh: "文件请用 multipart/form-data 发送，其他内容请用 application/json 发送；各地址接受什么见 /api/docs。",
      en: "Send a file as multipart/form-data, anything else as application/json; /api/docs says what each address takes.",
    },
    "content-type",
  );
}
