import type * as Canvas from "@napi-rs/canvas";

/** What pictures are drawn with. */
export type CanvasLibrary = Pick<typeof Canvas, "createCanvas" | "Path2D" | "GlobalFonts">;

/** There is no drawing on this machine. The message says what to do. */
export class NoPictures extends Error {
  override readonly name = "NoPictures";
}

/** The drawing library, loaded when the first picture is asked for. Throws `NoPictures` where it cannot run. */
export async function loadCanvas(
  load: () => Promise<CanvasLibrary> = () => import("@napi-rs/canvas"),
): Promise<CanvasLibrary> {
  try {
    return await load();
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new NoPictures(
      `此系统（${process.platform} ${process.arch}）不能绘制图件，请在项目文件夹重新运行 npm ci 后再试，或生成不带图件的报告。 ` +
        `Pictures cannot be drawn on this system (${process.platform} ${process.arch}): ${why ?? "unknown reason"}. ` +
        "Run npm ci in the project folder and try again, or make the report without pictures.",
      { cause: error },
    );
  }
}

/** Families that can write Chinese, the best for print first. */
const CHINESE = [
  "Noto Sans CJK SC",
  "Source Han Sans SC",
  "Source Han Sans CN",
  "Noto Sans SC",
  "PingFang SC",
  "Microsoft YaHei",
  "Hiragino Sans GB",
  "WenQuanYi Micro Hei",
  "WenQuanYi Zen Hei",
  "SimHei",
  "DengXian",
  "Heiti SC",
  "STHeiti",
  "Noto Sans CJK JP",
  "Droid Sans Fallback",
  "AR PL UMing CN",
  "SimSun",
];

/** The family to write with among those installed, undefined where none of them can write Chinese. */
export function chineseFont(families: readonly string[]): string | undefined {
  const installed = new Set(families);
  return (
    CHINESE.find((family) => installed.has(family)) ??
    families.find((family) =>
      /\bCJK\b|Source Han|Han (Sans|Serif)|FangSong|KaiTi|Kaiti SC|Songti/u.test(family),
    )
  );
}
