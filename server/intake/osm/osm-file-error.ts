import { basename } from "node:path";

/** What can be wrong with a street extract. */
export type OsmFileProblem =
  | "missing"
  | "unreadable"
  | "empty"
  | "cut-short"
  | "corrupt"
  | "compressed"
  | "unsupported"
  | "not-osm";

/** What was wrong and what to do, in Chinese; where in the file stands in the sentence. */
const IN_CHINESE: Readonly<Record<OsmFileProblem, string>> = {
  missing: "没有这个文件，请核对路径",
  unreadable: "文件打不开，请检查权限",
  empty: "文件是空的，请重新下载或导出",
  "cut-short": "文件不完整，中途断了，请重新下载，或缩小范围重新导出",
  corrupt: "文件已损坏，请重新下载或导出",
  compressed: "文件还在压缩包里，请先解压，再用里面的 .osm 或 .osm.pbf",
  unsupported: "这种写法读不了，请重新导出为 .osm.pbf 或 UTF-8 的 .osm（XML）",
  "not-osm": "不是 OpenStreetMap 数据，请提供 .osm.pbf 或 .osm（XML）",
};

/** A street extract that cannot be used. The message says what is wrong, where, and what to do. */
export class OsmFileError extends Error {
  override readonly name = "OsmFileError";
  readonly problem: OsmFileProblem;
  readonly file: string;
  readonly #sentence: string;

  constructor(path: string, problem: OsmFileProblem, sentence: string) {
    super(`${basename(path)}: ${sentence}`);
    this.problem = problem;
    this.file = basename(path);
    this.#sentence = sentence;
  }

  /** The message in Chinese, with the English of the details. */
  get inChinese(): string {
    return `${this.file}：${IN_CHINESE[this.problem]}。（${this.#sentence}）`;
  }

  /** The same of a file under the name its user knows. */
  named(name: string): OsmFileError {
    return new OsmFileError(name, this.problem, this.#sentence);
  }
}
