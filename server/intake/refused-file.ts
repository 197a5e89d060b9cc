import { REASONS, type Reason } from "#contract/reasons/reasons.ts";
import { fill } from "#contract/reasons/wording.ts";

/** A file that cannot be used at all, with the reason in words of both languages. The message is English. */
export class RefusedFile extends Error {
  override readonly name = "RefusedFile";
  readonly file: string;
  readonly reason: Reason;

  constructor(file: string, reason: Reason) {
    const { what, remedy } = REASONS[reason.code];
    super(`${file}: ${fill(what, "en", reason.values)} ${fill(remedy, "en", reason.values)}`);
    this.file = file;
    this.reason = reason;
  }

  /** The message in Chinese. */
  get inChinese(): string {
    const { what, remedy } = REASONS[this.reason.code];
    const { values } = this.reason;
    return `${this.file}：${fill(what, "zh", values)}${fill(remedy, "zh", values)}`;
  }
}
