import type { Said } from "#contract/jobs.ts";
import { DatabaseError, DatabaseFull } from "../store/database/database-error.ts";
import { isNoRoom } from "../store/no-room.ts";

/** What the user is told of work that failed through no fault of a file: the machine's, or else the program's. */
export function faultSaid(error: unknown): Said {
  const why = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (error instanceof DatabaseFull || isNoRoom(error))
    return {
      zh: "服务器的磁盘已满，没有完成；以前存入的数据没有丢失。请清理磁盘，或者用 YIKEZHONG_HOME 指定另一块磁盘上的文件夹，然后重新开始。",
      en: "The disk of the server is full; nothing that was stored before is lost. Make room on it, or set YIKEZHONG_HOME to a folder on another disk, and start again.",
    };
  if (error instanceof DatabaseError)
    return {
      zh: `数据库现在用不了，没有完成：${why} 请检查数据库服务是否正常，然后重新开始。`,
      en: `The database could not be used: ${why}`,
    };
  if (CLOSED.has(code))
    return {
      zh: `服务器的数据文件夹不能写入，没有完成（${why}）。请检查文件夹的权限和磁盘，然后重新开始。`,
      en: `The state folder of the server cannot be written to (${why}). See to its permissions and its disk, and start again.`,
    };
  if (code === "ENOENT")
    return {
      zh: `服务器数据文件夹里的文件不见了，没有完成（${why}）。请检查文件夹是否被移动或删除，恢复后重新开始。`,
      en: `A file in the state folder of the server is gone (${why}). See whether the folder was moved or deleted, bring it back, and start again.`,
    };
  return {
    zh: `程序内部出错，没有完成：${why}。请重试一次；仍不成功时，请把服务器日志交给技术人员。`,
    en: `The program failed while working: ${why}. Try once more; the server's log has the details.`,
  };
}

const CLOSED: ReadonlySet<string> = new Set(["EACCES", "EPERM", "EROFS"]);
