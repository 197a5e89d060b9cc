import type { ReasonWords } from "./wording.ts";

/** Why the tables of places, costs and capacities that sites are chosen by cannot be used. */
export const SITING_REASONS = {
  "siting-column-missing": {
    what: {
      zh: "缺少列 {missing}。第 {row} 行的表头是：{found}。",
      en: "There is no column {missing}. The header, row {row}, is: {found}.",
    },
    remedy: {
      zh: "请在第一行写明列名：{wanted}。",
      en: "Name the columns in the first row: {wanted}.",
    },
  },
  "siting-column-twice": {
    what: {
      zh: "第 {row} 行的表头里“{column}”出现了两次。",
      en: 'The header, row {row}, has the column "{column}" twice.',
    },
    remedy: { zh: "请删去或改名其中一列。", en: "Remove or rename one of them." },
  },
  "siting-no-rows": {
    what: { zh: "表头下面没有数据。", en: "There are no rows below the header." },
    remedy: {
      zh: "请至少给一行：{wanted}。",
      en: "Give at least one row: {wanted}.",
    },
  },
  "siting-row-values": {
    what: {
      zh: "第 {row} 行有 {found} 个值，表头有 {expected} 列。",
      en: "Row {row} has {found} values, the header {expected}.",
    },
    remedy: {
      zh: "请检查分隔符；值里有逗号的，请加双引号。",
      en: "Check the separators, and put values that contain one in quotation marks.",
    },
  },
  "siting-quote-open": {
    what: {
      zh: "第 {row} 行的引号没有收尾，后面的内容读不出来。",
      en: "A quotation mark is opened in row {row} and not closed; what follows cannot be read.",
    },
    remedy: {
      zh: "请补上引号；值里的引号请写两遍。",
      en: "Close it, or write it twice inside a quoted value.",
    },
  },
  "siting-blank": {
    what: {
      zh: "第 {row} 行的 {column} 是空的。",
      en: "Row {row} has no {column}.",
    },
    remedy: {
      zh: "请补填；不掌握的不能当作 0。",
      en: "Fill it in; what is not known is not taken as 0.",
    },
  },
  "siting-not-a-number": {
    what: {
      zh: "第 {row} 行 {column} 列的“{value}”不是数字。",
      en: 'Row {row}, column {column}: "{value}" is not a number.',
    },
    remedy: {
      zh: "请写成普通数字，如 1250.5，不加千分位和单位。",
      en: "Write a plain number such as 1250.5, without units or thousands separators.",
    },
  },
  "siting-negative": {
    what: {
      zh: "第 {row} 行 {column} 列是负数（{value}）。",
      en: "Row {row}, column {column} is negative ({value}).",
    },
    remedy: { zh: "请改为不小于 0 的数。", en: "Give numbers from 0 up." },
  },
  "siting-too-large": {
    what: {
      zh: "第 {row} 行 {column} 列的 {value} 太大，合计最多 {most}。",
      en: "Row {row}, column {column}: {value} is too large; all together may be {most}.",
    },
    remedy: { zh: "请检查这一列的单位。", en: "Check the unit of the column." },
  },
  "siting-capacity-not-positive": {
    what: {
      zh: "第 {row} 行 capacity 列是 {value}，容量必须大于 0。",
      en: "Row {row}, column capacity is {value}; a capacity is above 0.",
    },
    remedy: {
      zh: "请改正；不能用的地点请用 --forbid 排除。",
      en: "Correct it, or rule the site out with --forbid.",
    },
  },
  "siting-id-twice": {
    what: {
      zh: "第 {row} 行 {column} 列的“{id}”在第 {first} 行已经出现过。",
      en: 'Row {row}, column {column}: "{id}" stands in row {first} already.',
    },
    remedy: { zh: "请删去重复的行或改正编号。", en: "Remove the duplicate or correct the id." },
  },
  "siting-pair-twice": {
    what: {
      zh: "第 {row} 行：从“{demand}”到“{site}”的成本在第 {first} 行已经给过，两处不同。",
      en: 'Row {row}: the cost from "{demand}" to "{site}" is given in row {first} already, and differs.',
    },
    remedy: { zh: "请只保留一行。", en: "Keep one of the rows." },
  },
  "siting-pair-again": {
    what: {
      zh: "第 {row} 行与第 {first} 行相同。",
      en: "Row {row} is the same as row {first}.",
    },
    remedy: { zh: "无需处理。", en: "Nothing to do." },
  },
  "siting-demand-unknown": {
    what: {
      zh: "第 {row} 行 demand 列的“{id}”不在需求表（{file}）里。",
      en: 'Row {row}, column demand: "{id}" is not in {file}.',
    },
    remedy: {
      zh: "请核对编号（大小写、前导零、空格），或在需求表里补上。",
      en: "Check its spelling (case, leading zeros, blanks), or add it there.",
    },
  },
  "siting-site-unknown": {
    what: {
      zh: "第 {row} 行 site 列的“{id}”不在成本表（{file}）里。",
      en: 'Row {row}, column site: "{id}" is not in {file}.',
    },
    remedy: {
      zh: "请核对编号，或在成本表里补上它的成本。",
      en: "Check its spelling, or add its costs there.",
    },
  },
  "siting-capacity-missing": {
    what: {
      zh: "没有给出地点“{id}”的容量（这样的地点共 {count} 个）。",
      en: 'The capacity of the site "{id}" is not given ({count} such sites).',
    },
    remedy: {
      zh: "请给成本表里的每个地点一行容量。",
      en: "Give a row to every site of the costs.",
    },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
