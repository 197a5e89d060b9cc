import type { ReasonWords } from "./wording.ts";

export const PEOPLE_REASONS = {
  "people-column-missing": {
    what: { zh: "没有一列是人口数。", en: "No column holds the number of people." },
    remedy: {
      zh: "请在列对应中指定人口数一列；没有这一列的，要有男、女两列，或从 0 岁起连续不断的各年龄段。",
      en: "Say which column holds the people; without one, men and women are needed, or age groups from 0 years on without a gap.",
    },
  },
  "people-place-missing": {
    what: {
      zh: "看不出人口在什么地方：没有坐标、图形、H3 格网，也没有单元的代码或名称。",
      en: "Where the people are is not said: there are no coordinates, shapes, H3 cells, unit codes or names.",
    },
    remedy: {
      zh: "请在列对应中指定经纬度、格网编号，或社区（村）的代码、名称列。",
      en: "Say which columns hold longitude and latitude, the cell, or the code or name of the unit.",
    },
  },
  "people-blank": {
    what: {
      zh: "人口数是空的，按不掌握处理，不当作 0。",
      en: "The people are blank: not known, not 0.",
    },
    remedy: {
      zh: "请补填人口数；确实无人居住的填 0。",
      en: "Fill the number in; write 0 where nobody lives.",
    },
  },
  "people-of-sexes": {
    what: {
      zh: "没有总人口一列，按“{men}”与“{women}”两列相加。",
      en: "No column counts all people; they are the sum of “{men}” and “{women}”.",
    },
    remedy: {
      zh: "如另有总人口一列，请在列对应中指定。",
      en: "If a column does, say so in the columns.",
    },
  },
  "people-summed": {
    what: {
      zh: "没有总人口一列，按各年龄段相加：{parts} 岁。",
      en: "No column counts all people; they are the sum of the ages {parts}.",
    },
    remedy: {
      zh: "如另有总人口一列，请在列对应中指定。",
      en: "If a column does, say so in the columns.",
    },
  },
  "group-of-sexes": {
    what: {
      zh: "{ages} 岁按“{men}”与“{women}”两列相加。",
      en: "The people aged {ages} are the sum of “{men}” and “{women}”.",
    },
    remedy: { zh: "无需处理。", en: "Nothing to do." },
  },
  "group-summed": {
    what: {
      zh: "{ages} 岁没有单独一列，按 {parts} 岁各列相加。",
      en: "No column counts the people aged {ages}; they are the sum of the ages {parts}.",
    },
    remedy: { zh: "无需处理。", en: "Nothing to do." },
  },
  "group-young-missing": {
    what: {
      zh: "表中有 {ages} 岁，没有 0–2 岁（3 岁以下）；托育按 0–2 岁计算，{ages} 岁照原样保存，不能代替。",
      en: "The table has the ages {ages}, but not 0–2: childcare is for those. {ages} is kept as it is and does not stand for them.",
    },
    remedy: {
      zh: "如果 {ages} 岁指的就是未满 3 岁，请在列对应中改成“0–2 岁人口”；否则请补 0–2 岁一列，或按占比推算。",
      en: "If it means those under three, choose “people aged 0–2” for it in the columns; else add them, or estimate them by a share.",
    },
  },
  "group-partly-known": {
    what: {
      zh: "{ages} 岁：{rows} 行（共 {people} 人）没有填，这些地方按不掌握处理；合计只是其余各行的。",
      en: "Ages {ages}: {rows} rows with {people} people leave them blank and are not known there; the sum is that of the others.",
    },
    remedy: {
      zh: "请补填；没有分单元数的，可以填更大范围的占比来推算。",
      en: "Fill them in, or give the share of a larger unit to estimate them by.",
    },
  },
  "people-too-many": {
    what: { zh: "人口数大得不可能。", en: "The number of people is impossibly large." },
    remedy: { zh: "请检查这一列的单位。", en: "Check the unit of the column." },
  },
  "people-total-row": {
    what: { zh: "这是合计（小计）行，未计入。", en: "This is a row of totals; it is not counted." },
    remedy: { zh: "无需处理。", en: "Nothing to do." },
  },
  "people-subtotal": {
    what: {
      zh: "“{name}”的人口已由所辖 {rows} 行分别给出，合计相同（{own} 人），本行未重复计入。",
      en: "The people of “{name}” are given by the {rows} rows it holds, {own} in all; this row is not counted again.",
    },
    remedy: { zh: "无需处理。", en: "Nothing to do." },
  },
  "people-subtotal-differs": {
    what: {
      zh: "“{name}”写的是 {own} 人，所辖 {rows} 行合计 {sum} 人，两者不符；采用所辖各行，本行未计入。",
      en: "“{name}” has {own} people, the {rows} rows it holds add up to {sum}; those rows are used, this one is not.",
    },
    remedy: {
      zh: "请核对是否缺少下辖社区（村）；如以本行为准，请删去下辖各行。",
      en: "Check whether communities or villages are missing; to use this row, remove those it holds.",
    },
  },
  "people-cell-wrong": {
    what: { zh: "格网编号不是 H3 编号。", en: "The cell is not an H3 index." },
    remedy: {
      zh: "请填 15 位 H3 编号，例如 8a1fb46622dffff。",
      en: "Give H3 indices such as 8a1fb46622dffff.",
    },
  },
  "people-cell-resolution": {
    what: {
      zh: "格网是 H3 第 {resolution} 级，只接受 {coarsest} 至 {finest} 级。",
      en: "The cell has resolution {resolution}; {coarsest} to {finest} are read.",
    },
    remedy: {
      zh: "请用 {coarsest} 至 {finest} 级格网。",
      en: "Give cells of resolution {coarsest} to {finest}.",
    },
  },
  "people-position-missing": {
    what: { zh: "这一行没有可用的位置。", en: "The row has no usable position." },
    remedy: { zh: "请补填坐标。", en: "Give its coordinates." },
  },
  "people-area-unusable": {
    what: {
      zh: "这一行的图形不能用：不是点也不是面，或面没有面积、顶点不足、坐标越界。",
      en: "The shape cannot be used: neither point nor polygon, or a polygon without area, corners or valid coordinates.",
    },
    remedy: {
      zh: "请在 QGIS 中用“修正几何图形”处理后重新导出。",
      en: "Run “Fix geometries” in QGIS and export again.",
    },
  },
  "people-unit-blank": {
    what: {
      zh: "这一行既没有单元代码，也没有名称。",
      en: "The row has neither the code nor the name of a unit.",
    },
    remedy: { zh: "请补填代码或名称。", en: "Give one of them." },
  },
  "group-unreadable": {
    what: {
      zh: "{ages} 岁的人口读不出数字，本行这一年龄段按不掌握处理。",
      en: "The people aged {ages} cannot be read as a number; they are not known in this row.",
    },
    remedy: { zh: "请改成普通数字。", en: "Write a plain number." },
  },
  "group-share-too-large": {
    what: {
      zh: "{ages} 岁的占比超过 100%，本行这一年龄段按不掌握处理。",
      en: "The share of people aged {ages} is above 100%; they are not known in this row.",
    },
    remedy: {
      zh: "请检查这一列是占比还是人数。",
      en: "Check whether the column holds shares or numbers of people.",
    },
  },
  "groups-above-people": {
    what: {
      zh: "{parts} 岁共 {sum} 人，多于总人口 {of} 人；按原值采用。",
      en: "The people aged {parts} are {sum}, more than all {of} people; used as they are.",
    },
    remedy: { zh: "请核对这一行的各列。", en: "Check the columns of this row." },
  },
  "groups-above-group": {
    what: {
      zh: "{parts} 岁共 {sum} 人，多于 {whole} 岁的 {of} 人；按原值采用。",
      en: "The people aged {parts} are {sum}, more than the {of} aged {whole}; used as they are.",
    },
    remedy: { zh: "请核对这一行的各列。", en: "Check the columns of this row." },
  },
  "unit-code-lost": {
    what: {
      zh: "代码写成了科学计数法，末几位已经丢失，不能用。",
      en: "The code stands in scientific notation; its last digits are lost, and it is not used.",
    },
    remedy: {
      zh: "请在原表中把代码列设为文本格式，重新导出。",
      en: "Format the column as text in the original sheet and export again.",
    },
  },
  "unit-not-found": {
    what: { zh: "统计单元里找不到“{name}”。", en: "There is no unit “{name}”." },
    remedy: {
      zh: "请核对代码或名称，或在人口一栏认定它是哪个单元；不在研究范围内的行可以忽略。",
      en: "Check its code or name, or choose its unit under People; rows outside the study can be left.",
    },
  },
  "unit-not-found-near": {
    what: {
      zh: "统计单元里找不到“{name}”，最接近的是“{near}”。",
      en: "There is no unit “{name}”; the nearest name is “{near}”.",
    },
    remedy: {
      zh: "如果是同一个单元，请在人口一栏认定为“{near}”；也可以另选单元，或不采用。",
      en: "If they are the same, say so under People; or choose another unit there, or leave the row out.",
    },
  },
  "people-outside-units": {
    what: {
      zh: "{places} 处、{people} 人不在任何统计单元里：算在研究的合计里，不算在任何单元里。",
      en: "{people} people at {places} places lie in no unit: they count in the totals of the study and in no unit.",
    },
    remedy: {
      zh: "请核对坐标系和单元边界；研究范围以外的人口可以不管。",
      en: "Check the coordinate system and the outlines of the units; people beyond the study can be left.",
    },
  },
  "units-without-people": {
    what: {
      zh: "{units} 个统计单元在表中没有人口，按不掌握处理，不当作 0：{names}。",
      en: "{units} units have no people in the table; they are not known there, not 0: {names}.",
    },
    remedy: {
      zh: "请补上这些单元；确实无人居住的填 0。",
      en: "Add them; write 0 where nobody lives.",
    },
  },
  "unit-parent-filled": {
    what: {
      zh: "所属乡镇（街道）每个只写一次，按合并单元格处理：{rows} 行空白的沿用上面的。",
      en: "Each township is named once, as in merged cells: {rows} blank rows take the one above them.",
    },
    remedy: {
      zh: "如果空白表示不属于任何乡镇（街道），请逐行填写。",
      en: "If blank means no township, fill in every row.",
    },
  },
  "unit-ambiguous": {
    what: {
      zh: "有几个统计单元都可能是“{name}”：{units}。没有采用。",
      en: "Several units may be “{name}”: {units}. The row is not used.",
    },
    remedy: {
      zh: "请在人口一栏认定是哪一个；行数多时，在表中加上所属乡镇（街道）一列或 12 位代码更省事。",
      en: "Choose one under People; for many rows a column with the township, or the 12-digit code, is less work.",
    },
  },
  "unit-named-twice": {
    what: {
      zh: "第 {rows} 行都指向统计单元“{name}”，没有采用。",
      en: "Rows {rows} all name the unit “{name}”; none of them is used.",
    },
    remedy: {
      zh: "请在人口一栏只留一行，或认定各是哪个单元；不同乡镇的同名村也可以加所属乡镇一列或 12 位代码。",
      en: "Leave out all but one under People, or choose their units; for namesakes in different townships add the township or the 12-digit code.",
    },
  },
  "unit-decided": {
    what: {
      zh: "按您的认定，“{name}”归入 {unit}。",
      en: "“{name}” is taken for {unit}, as you decided.",
    },
    remedy: { zh: "可在人口一栏改回待定。", en: "It can be opened again under People." },
  },
  "unit-left-out": {
    what: {
      zh: "按您的决定，“{name}”没有采用。",
      en: "“{name}” is left out, as you decided.",
    },
    remedy: { zh: "可在人口一栏改回待定。", en: "It can be opened again under People." },
  },
  "unit-decided-unknown": {
    what: {
      zh: "“{name}”认定归入“{id}”，但研究里没有代码（编号）是它的单元。",
      en: "“{name}” was decided to be “{id}”, which is the id of no unit of the study.",
    },
    remedy: {
      zh: "请改选研究里有的单元，或改回待定；单元图层换过的，代码可能变了。",
      en: "Choose a unit of the study, or open it again; ids may have changed with the layer of units.",
    },
  },
  "unit-by-name-instead": {
    what: {
      zh: "统计单元里没有代码 {code}，按名称对应到“{name}”（{id}）。",
      en: "No unit has the code {code}; the row was joined to “{name}” ({id}) by its name.",
    },
    remedy: {
      zh: "代码可能调整过，请确认是同一单元。",
      en: "Codes change; check that it is the same unit.",
    },
  },
  "people-nobody-to-scale": {
    what: {
      zh: "表中人口合计为 0，无法按比例调整到指定总数。",
      en: "The people of the table add up to 0 and cannot be scaled to a total.",
    },
    remedy: { zh: "请取消调整总数。", en: "Leave the total as it is." },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
