import type { ReasonWords } from "./wording.ts";

const REMEDY = {
  zh: "请由提供单位或测绘部门用当地参数转为 CGCS2000 后再导入。若核实文件写错、坐标其实已是 CGCS2000，请改选坐标系。",
  en: "Have it converted to CGCS2000 with the local parameters by its provider or the survey office. If the file is wrong and its coordinates are CGCS2000 already, choose that.",
};

/** Reasons about the system of a file that was not, or not surely, found out; and datums nothing is converted from. */
export const CRS_REASONS = {
  "crs-no-reference": {
    what: {
      zh: "没有路网或房屋可以对照，只看数值不能断定坐标系。",
      en: "There are no streets or buildings to compare with, and numbers alone do not decide the coordinate system.",
    },
    remedy: {
      zh: "请向提供数据的单位核实后手动选择，或先导入路网。",
      en: "Ask who provided the data, and choose; or import the streets first.",
    },
  },
  "crs-elsewhere": {
    what: {
      zh: "无论按哪种坐标系读，点位都离研究的范围很远。",
      en: "Whatever they are read as, the points lie far from the study.",
    },
    remedy: {
      zh: "请核对是不是这里的数据；是的话向提供数据的单位核实坐标系后手动选择。",
      en: "Check that they belong here; if so, ask who provided them for the system, and choose it.",
    },
  },
  "crs-assumed": {
    what: {
      zh: "文件没有写坐标系，暂按这种格式规定的 {crs} 读，没有得到印证。",
      en: "The file names no coordinate system; it is read as {crs}, which its format prescribes and nothing bears out.",
    },
    remedy: {
      zh: "来自高德、腾讯或阿里云地图的请改选 GCJ-02。",
      en: "Choose GCJ-02 if it comes from maps of Amap, Tencent or Aliyun.",
    },
  },
  "crs-streets-off": {
    what: {
      zh: "点位按 {crs} 移动以后反而与路网、房屋吻合：很可能是研究里的路网用了 {crs}。",
      en: "Moved by {crs} the points would fit the streets and buildings: probably the streets of the study are {crs}.",
    },
    remedy: {
      zh: "请先核对研究里路网的坐标系，必要时换一份路网。",
      en: "Check the coordinate system of the study's streets first; replace them if need be.",
    },
  },
  "crs-old-datum-kept": {
    what: {
      zh: "文件写明是旧坐标系（{text}），仍按所选坐标系读，点位可能整体偏几十到一百多米。",
      en: "The file says an old datum ({text}) and is read as chosen all the same; all points may be some ten to over a hundred metres off.",
    },
    remedy: {
      zh: "请核实文件写的是否有误；没有误就先转为 CGCS2000 再导入。",
      en: "Find out whether the file is wrong; if it is not, have it converted to CGCS2000 first.",
    },
  },
  "crs-xian-1980": {
    what: {
      zh: "文件写明是西安80坐标系（{text}），与 CGCS2000 各地相差几十到一百多米，换算参数不公开，不能直接用。",
      en: "The file says Xi’an 1980 ({text}), some ten to over a hundred metres off CGCS2000 by parameters that are not public; it cannot be used as it is.",
    },
    remedy: REMEDY,
  },
  "crs-beijing-1954": {
    what: {
      zh: "文件写明是北京54坐标系（{text}），与 CGCS2000 各地相差几十到一百多米，换算参数不公开，不能直接用。",
      en: "The file says Beijing 1954 ({text}), some ten to over a hundred metres off CGCS2000 by parameters that are not public; it cannot be used as it is.",
    },
    remedy: REMEDY,
  },
  "crs-new-beijing-1954": {
    what: {
      zh: "文件写明是新北京54坐标系（{text}），与 CGCS2000 各地相差几十到一百多米，换算参数不公开，不能直接用。",
      en: "The file says New Beijing 1954 ({text}), some ten to over a hundred metres off CGCS2000 by parameters that are not public; it cannot be used as it is.",
    },
    remedy: REMEDY,
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
