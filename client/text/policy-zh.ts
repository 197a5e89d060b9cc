import type { DocumentSummary } from "#contract/policy/document.ts";
import type {
  Definition,
  TargetBasis,
  TaskState,
  UnitState,
  Verdict,
} from "#contract/vocabulary.ts";

type Names<K extends string> = Readonly<Record<K, string>>;

const tier: Names<DocumentSummary["tier"]> = { province: "省", city: "市", county: "县" };

const standing: Names<Verdict | "strive" | "flips"> = {
  met: "达标",
  "not-met": "未达标",
  "not-assessable": "暂不可评",
  strive: "努力目标",
  flips: "换口径会变",
};

const progress: Names<TaskState | "unstated"> = {
  "not-started": "未开始",
  "under-way": "进行中",
  done: "已完成",
  regular: "已成常态",
  unstated: "未填报",
};

const basis: Names<TargetBasis> = {
  city: "市文件优先",
  stricter: "两者取严",
  province: "省文件",
};

const part = {
  indicators: "指标",
  tasks: "任务清单",
  conditions: "政策条件",
};

/** Of a unit that is or is not served. */
const unitServed: Names<UnitState> = {
  met: "有",
  nearly: "有点位未备案",
  "not-met": "没有",
  unknown: "未填报或未知",
};

/** Of a unit whose own rate or count is held against the target. */
const unitState: Names<UnitState> = {
  met: "达到",
  nearly: "接近",
  "not-met": "未达到",
  unknown: "未知",
};

const definition: Names<Definition> = { verified: "已核", literal: "字面", inferred: "推定" };

const tierShort: Names<DocumentSummary["tier"]> = tier;

/** The words of the compliance page in Chinese. */
export const policyZh = {
  tier,
  tierShort,
  standing,
  progress,
  basis,
  part,
  unitServed,
  unitState,
  definition,
  definitionNote: {
    verified: "口径已由公布的数字反算证实",
    literal: "按文件的字面意思",
    inferred: "文件未写公式，按统计惯例推定",
  } satisfies Names<Definition>,

  block: {
    title: "政策指标",
    lead: (place: string, year: string, all: string) => `${place} · ${year}年目标，共 ${all} 项`,
    all: "全部",
    waiting: "正在按文件口径计算",
    bar: (met: string, notMet: string, open: string) =>
      `达标 ${met} 项，未达标 ${notMet} 项，暂不可评 ${open} 项`,
    strive: (reached: string, not: string) => `另有努力目标：已到 ${reached}，未到 ${not}`,
    largest: "差额最大的三项",
    order: "按距目标的相对差排序",
    none: "没有算得出差额的未达标指标。",
    target: (target: string) => `目标 ${target}`,
    departments: (names: string) => `责任部门：${names}`,
    inferred: "（推断）",
  },

  noDocument: {
    title: "没有适用的政策文件",
    brief: (place: string) => `系统里没有适用于${place}的政策文件，不作达标评判。`,
    why: {
      elsewhere: (place: string) =>
        `系统里的政策文件都不适用于${place}，所以没有可以评判的指标，不是“0 项达标”。`,
      "other-years": (place: string, year: string) =>
        `适用于${place}的政策文件在 ${year} 年还没有开始执行，所以没有可以评判的指标。`,
      "none-chosen": (place: string) =>
        `“填报 → 口径设置”里没有选用适用于${place}的政策文件，所以没有可以评判的指标。`,
    },
    known: "系统里现有的文件和适用地区",
    period: (from: string, to: string) => `${from}—${to} 年`,
    toAdd: "要按本地的文件评判，请到“填报 → 文件”加入本省、本市或本县的文件。",
    toSet: "请到“填报 → 口径设置”改评估年份，或选用文件。",
    add: "加入文件",
    settings: "打开设置",
    still: "步行可达等空间测算不依赖政策文件，照常可用。",
  },

  title: "政策指标达标情况",
  year: (year: string) => `${year} 年目标`,
  parts: "清单",
  shown: (shown: string, all: string) => `显示 ${shown} / ${all} 项`,
  stale: "需重算（数据已更新）",
  old: "这里总是按现在的数据和填报计算，不随旧结果变。",
  whole: "整个研究",
  act: {
    entry: "填报",
    ledger: "台账",
    report: "生成报告",
    clear: "清除筛选",
    toMap: "在地图上看",
    toWhole: "看整个研究",
  },
  ledger: {
    title: "下载台账",
    level: { settlement: "社区和村", township: "乡镇（街道）", county: "县区" },
    format: {
      xlsx: "Excel（XLSX）",
      csv: "CSV（UTF-8）",
      "csv-gb18030": "CSV（GB 18030）",
      geojson: "GeoJSON",
      geopackage: "GeoPackage",
    },
    levelName: "按",
  },

  side: {
    label: "筛选",
    document: "文件",
    bothDocuments: "两份文件对照",
    allDocuments: (n: string) => `${n}份文件对照`,
    standing: "判定",
    progress: "进展",
    all: "全部",
    scope: "地区",
    withoutPeople: (n: string) => `${n} 个单元没有人口数据，总数不知道`,
    theme: "主题",
    department: "部门",
    allDepartments: "全部部门",
    basis: "采用的目标值",
    basisNote: "两份文件都定了目标时，用哪一个判定",
    count: (name: string, n: string) => `${name}，${n} 项`,
  },

  columns: {
    name: "指标",
    clause: "依据",
    target: (tier: string) => `${tier}目标`,
    verdict: "判定",
    lacking: "差额 / 缺什么",
    departments: "部门",
    departmentsLong: "责任单位",
  },
  tasks: {
    columns: {
      name: "任务",
      clause: "依据",
      departments: "责任单位",
      progress: "进展",
      evidence: "佐证",
    },
    none: "没有佐证",
    evidence: (document: string, date: string) => `${document}（${date}）`,
    file: "有附件",
    strive: "努力目标",
    note: "* 文件未写责任单位，按职责推断。定性要求不判达标与否，由责任单位填报进展并附佐证。",
  },
  conditions: {
    note: "这些是别的规定里的条件（如补助、资格的门槛），不是本地要达到的目标，不判达标与否。",
  },

  siting: {
    brief: "选址补齐 ›",
    full: "最少网点补齐",
    hint: "到“缺口与选址”，算出让这项指标达标的最少新增网点",
  },
  table: {
    label: "政策指标",
    none: "没有符合这些筛选的条目。",
    noTarget: (document: string) => `${document}里没有这项指标的目标`,
    incomplete: (document: string) => `${document}现有文本未见（文本不全）`,
    notInForce: "不是现在采用的目标",
    strive: "力争",
    standard: "新建标准",
    anyOf: "或",
    open: (name: string) => `看“${name}”怎么算的`,
    flips: "换口径则未达标",
    flipsMet: "换口径则达标",
    flipsOpen: "换口径会变",
    more: (n: string) => `等 ${n} 项`,
    inferred: "按职责推断",
    others: "等",
    note: "* 文件目标段未写责任单位，按职责推断。达标与否只按文件口径计算；步行可达率等空间测算另列，不代替上表。",
    synthetic: "示例数据（合成），不作决策依据。",
  },

  target: {
    atLeast: (amount: string) => amount,
    atMost: (amount: string) => `≤ ${amount}`,
    exactly: (amount: string) => amount,
    about: (amount: string) => `约 ${amount}`,
    rising: "上升",
    exists: "要有",
    /** In a sentence: what the document asks for. */
    asks: {
      atLeast: (amount: string) => `达到 ${amount}（以上含本数）`,
      atMost: (amount: string) => `不超过 ${amount}（以内含本数）`,
      exactly: (amount: string) => `达到 ${amount}`,
      about: (amount: string) => `${amount}左右`,
      rising: "逐年上升",
      exists: "要做到",
    },
  },
  verdict: {
    met: "达标",
    "not-met": "未达标",
    "not-assessable": "暂不可评",
    strive: "努力目标",
    reached: "已到",
    notReached: "未到",
    condition: "条件",
    /** Of an indicator that strives, in a sentence. */
    striveSaid: (state: string) => `努力目标：${state}`,
  },
  lacking: (amount: string) => `差 ${amount}`,

  drawer: {
    label: (name: string) => `${name}：详情`,
    close: "关闭",
    noValue: "现在算不出数值",
    missing: "缺什么",
    caution: "说明",
    bar: (value: string, targets: string) => `现在 ${value}；目标 ${targets}`,
    how: "怎么算的",
    result: "结果",
    open: "看来源",
    origin: {
      kind: {
        stock: "填报数",
        facilities: "设施名录",
        people: "人口",
        units: "统计单元",
        reach: "步行测算",
        attestation: "部门填报",
      },
      date: "时点",
      noDate: "未写明",
      versions: "版本",
      used: "用到",
      lacking: (n: string) => `缺 ${n} 个`,
      none: "没有登记来源。",
    },
    readings: "换一种口径",
    chosen: "采用",
    use: "改用",
    ownCaliber: "恢复默认",
    flips: "换口径时结论会变，报送前请与主管部门确认口径。",
    steady: "换口径时结论不变。",
    basis: "依据与数据",
    documentOf: (tier: string) => `${tier}文件`,
    definition: "定义",
    data: "数据",
    noData: "还没有可用的数据",
    next: "下一期",
    departments: "责任单位",
    byWhen: (year: string) => `到 ${year} 年`,
    advice: "最省的办法：",
    units: {
      title: "各单元",
      count: (n: string) => `${n} 个`,
      map: (name: string) => `${name}：各单元状态图`,
      none: "这项指标不按单元判定。",
      noShapes: "单元边界没有读到，只列清单。",
      rank: "由差到好",
      value: "本单元",
      lacks: "差",
      onMap: "在总览地图上看",
      others: "灰色：不在本指标的范围内",
      outside: (n: string) => `图外还有 ${n} 个，看全部`,
      close: "只看集中的",
      list: "各单元，由差到好",
    },
    gone: "这里没有这项指标，可能不在当前文件或地区里。",
  },

  passage: {
    title: "条文",
    reading: "正在取条文",
    none: "还没有附上这份文件的文本。",
    howTo: "在“填报 → 文件”里给它附上 TXT 或 DOCX 文本后，这里直接显示这一条。",
    notFound: "附上的文本里没有找到这一条，请核对文本是否完整。",
    partly: (found: string) => `只找到上一级：${found}`,
    clause: (document: string, clause: string) => `${document} ${clause}`,
  },

  spatial: {
    title: "空间可达性",
    note: "本系统测算，不是政策指标",
    share: "步行可达率",
    of: (service: string) => `${service}步行可达率`,
    unknown: "全部未知",
  },
};
