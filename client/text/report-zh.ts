import type { Chapter, ReportFormat } from "#contract/policy/report.ts";

type Names<K extends string> = Readonly<Record<K, string>>;

const chapter: Names<Chapter> = {
  summary: "总体情况",
  indicators: "政策指标完成情况",
  services: "步行可达情况（空间测算）",
  siting: "选址方案",
  ledger: "台账摘要",
  tasks: "任务清单",
  data: "数据与方法",
  annex: "附件：指标总表",
};

const format: Names<ReportFormat> = {
  docx: "Word 报告（DOCX）",
  xlsx: "台账与指标（XLSX）",
  geojson: "台账图层（GeoJSON，WGS 84）",
};

/** The words of the report page. */
export const reportZh = {
  what: "报告内容",
  scope: "范围",
  whole: "全部统计单元",
  topic: "专题",
  allTopics: "不限（综合报告）",
  topicServices: "服务",
  topicIndicators: "政策指标",
  chapters: "章节",
  chapter,
  paper: "纸张",
  paperNames: { A4: "A4 纵向", A3: "A3 横向" },
  review: "审图号",
  reviewHint: "留空时，图上标“内部工作用图，未经审核不得公开”。",
  reviewPlace: "例：甘S（2026）00号",
  data: "所用数据",
  version: (version: string) => `第 ${version} 版`,
  preview: "预览",
  previewNote: "分页与 Word 里可能略有出入。",
  page: (now: string, all: string) => `第 ${now} 页，共 ${all} 页`,
  documentNumber: "文号和主送单位留空，请自行填写。",
  making: "正在准备预览",
  makingWhat: "汇总指标和台账，绘制各项服务的图，再分页。",
  elapsed: (seconds: string) => `已用 ${seconds} 秒`,
  pages: (all: string) => `共 ${all} 页。`,
  makingFile: (format: string) => `正在生成 ${format}`,
  cancelled: "已取消，没有生成文件。",
  again: "重新生成",
  made: (format: string) => `已生成：${format}，见下`,
  changed: (count: string) => `比上一份报告有 ${count} 项变化`,
  downloads: "生成并下载",
  format,
  make: "生成",
  done: (size: string, seconds: string) => `${size}，用时 ${seconds} 秒`,
  history: "已生成的报告",
  none: "还没有生成过报告。",
  snapshot: (number: string) => `评估快照 ${number}`,
  noChapter: "至少选一章",
  moreLayers: "分项图层（GPKG、Shapefile、其他坐标系）可在指标达标页的台账菜单下载。",
  synthetic: "示例数据（合成），不作决策依据",
  picture: "缺图",
};

export type ReportWords = typeof reportZh;
