import type { ReasonWords } from "./wording.ts";

/** What is wrong in a file of policy data: a document, the measures, the services or the standards. */
export const POLICY_REASONS = {
  "policy-file-unusable": {
    what: {
      zh: "文件有 {count} 处问题，没有读入。",
      en: "Problems found in the file: {count}. It was not taken.",
    },
    remedy: { zh: "请逐条改正后重试。", en: "Correct each of them and try again." },
  },
  "policy-not-utf8": {
    what: { zh: "文件不是 UTF-8 编码。", en: "The file is not in UTF-8." },
    remedy: { zh: "请另存为 UTF-8。", en: "Save it as UTF-8." },
  },
  "policy-not-json": {
    what: {
      zh: "从这里起不是 JSON：“{near}”。",
      en: "From here on it is not JSON: “{near}”.",
    },
    remedy: {
      zh: "请检查这里和前一行的引号、逗号和括号。",
      en: "Check the quotes, commas and brackets here and on the line before.",
    },
  },
  "policy-json-ends-early": {
    what: { zh: "文件没有写完就结束了。", en: "The file ends before it is complete." },
    remedy: { zh: "请补上缺少的括号。", en: "Add the brackets that are missing." },
  },
  "policy-key-repeated": {
    what: { zh: "“{field}”写了两次。", en: "“{field}” is given twice." },
    remedy: { zh: "请删去一处。", en: "Remove one of them." },
  },
  "policy-field-missing": {
    what: { zh: "缺少“{field}”。", en: "“{field}” is missing." },
    remedy: {
      zh: "请补上；没有数值的写 null。",
      en: "Add it; write null where there is no value.",
    },
  },
  "policy-field-unknown": {
    what: { zh: "不认识“{field}”这一项。", en: "There is no field “{field}” here." },
    remedy: {
      zh: "请核对写法；这里还可以有：{known}。",
      en: "Check the spelling; there may also be here: {known}.",
    },
  },
  "policy-wrong-type": {
    what: { zh: "“{value}”的类型不对。", en: "“{value}” is of the wrong type." },
    remedy: { zh: "这里应为：{expected}。", en: "Here it must be: {expected}." },
  },
  "policy-not-a-choice": {
    what: { zh: "“{value}”不在可选范围内。", en: "“{value}” is not one of the choices." },
    remedy: { zh: "可选：{choices}。", en: "Choose from: {choices}." },
  },
  "policy-number-range": {
    what: { zh: "{number} 超出允许的范围。", en: "{number} is out of range." },
    remedy: { zh: "应为 {range}。", en: "It must be {range}." },
  },
  "policy-text-empty": {
    what: { zh: "没有写内容。", en: "It is empty." },
    remedy: { zh: "请填写。", en: "Fill it in." },
  },
  "policy-text-too-long": {
    what: { zh: "文字太长。", en: "The text is too long." },
    remedy: { zh: "请缩短到 {most} 个字以内。", en: "Shorten it to {most} characters." },
  },
  "policy-text-form": {
    what: { zh: "“{text}”的写法不对。", en: "“{text}” is not of the right form." },
    remedy: { zh: "应符合：{pattern}", en: "It must match: {pattern}" },
  },
  "policy-list-too-short": {
    what: { zh: "清单的项数不够。", en: "The list is too short." },
    remedy: { zh: "至少要有 {least} 项。", en: "It needs at least {least}." },
  },
  "policy-day-impossible": {
    what: { zh: "没有“{day}”这一天。", en: "There is no day “{day}”." },
    remedy: { zh: "请写成年-月-日，如 2022-07-13。", en: "Write year-month-day, as 2022-07-13." },
  },
  "policy-period-reversed": {
    what: {
      zh: "起始年 {from} 晚于截止年 {to}。",
      en: "The period begins in {from} and ends in {to}.",
    },
    remedy: { zh: "请核对起止年份。", en: "Check both years." },
  },
  "policy-year-impossible": {
    what: {
      zh: "文件 {issued} 年印发，期限不会是 {year} 年。",
      en: "A document issued in {issued} cannot set a target for {year}.",
    },
    remedy: { zh: "请核对年份。", en: "Check the year." },
  },
  "policy-year-before-period": {
    what: {
      zh: "{year} 年早于文件的起始年 {from}，又没有写明原文的期限。",
      en: "{year} lies before the document's period, which begins in {from}, and no words of the document are given for it.",
    },
    remedy: {
      zh: "请核对年份，或在 yearText 写明原文的期限。",
      en: "Check the year, or say in yearText what the document says.",
    },
  },
  "policy-base-not-before": {
    what: {
      zh: "基期 {base} 年不早于 {year} 年。",
      en: "The base year {base} is not before {year}.",
    },
    remedy: { zh: "请核对基期。", en: "Check the base year." },
  },
  "policy-number-incomplete": {
    what: {
      zh: "“{operator}”要有数值和单位，这里缺一样。",
      en: "“{operator}” needs a value and a unit; one is missing.",
    },
    remedy: {
      zh: "请补上；原文没有数值的，operator 写 exists。",
      en: "Add it; where the document gives no number, the operator is exists.",
    },
  },
  "policy-number-not-expected": {
    what: {
      zh: "“{operator}”没有数值，这里却写了 {value}。",
      en: "“{operator}” has no number, but {value} is given.",
    },
    remedy: {
      zh: "value 写 null；级数、项数一类写在 structure。",
      en: "Write null as the value; numbers of tiers or functions belong in structure.",
    },
  },
  "policy-labels-missing": {
    what: {
      zh: "几个数满足一个即可时，要写明各指什么。",
      en: "Where any of several numbers is enough, each must say what it is of.",
    },
    remedy: { zh: "请给每个数写 label。", en: "Give every number a label." },
  },
  "policy-entry-repeated": {
    what: {
      zh: "“{id}”与第 {line} 行的条目重复，出处也相同。",
      en: "“{id}” is the entry of line {line} again, of the same clause.",
    },
    remedy: { zh: "请删去一条。", en: "Remove one of them." },
  },
  "policy-id-repeated": {
    what: {
      zh: "编号“{id}”在第 {line} 行已经用过。",
      en: "The id “{id}” is used on line {line} already.",
    },
    remedy: {
      zh: "请换一个编号，或合成一条。",
      en: "Choose another id, or make one entry of both.",
    },
  },
  "policy-lead-not-among": {
    what: {
      zh: "牵头单位“{lead}”不在责任单位里。",
      en: "“{lead}” leads but is not among the departments.",
    },
    remedy: { zh: "请在 departments 补上。", en: "Add it to departments." },
  },
  "policy-theme-unknown": {
    what: { zh: "没有“{theme}”这个主题。", en: "There is no theme “{theme}”." },
    remedy: { zh: "可选：{known}。", en: "Choose from: {known}." },
  },
  "policy-measure-unknown": {
    what: { zh: "没有“{measure}”这个算法。", en: "There is no measure “{measure}”." },
    remedy: {
      zh: "请核对名称，或在本文件的 measures 里写上。",
      en: "Check its name, or write it in this file's measures.",
    },
  },
  "policy-item-unknown": {
    what: { zh: "没有“{item}”这个台账项目。", en: "There is no stock item “{item}”." },
    remedy: { zh: "请核对名称，或在 items 里写上。", en: "Check its name, or write it in items." },
  },
  "policy-name-taken": {
    what: {
      zh: "“{name}”是程序自带目录里的名称。",
      en: "“{name}” is a name of the program's own catalogue.",
    },
    remedy: {
      zh: "同名就直接引用；另有算法的，请换一个名字，并同时修改引用它的地方。",
      en: "Refer to it as it is; or choose another name, here and where it is used.",
    },
  },
  "policy-item-type": {
    what: {
      zh: "台账项目“{item}”的类型是 {type}，这里要用 {expected}。",
      en: "The stock item “{item}” is of type {type}; here {expected} is needed.",
    },
    remedy: { zh: "请换一个项目。", en: "Choose another item." },
  },
  "policy-kind-unknown": {
    what: { zh: "没有“{kind}”这种设施。", en: "There is no kind of facility “{kind}”." },
    remedy: { zh: "可选：{known}。", en: "Choose from: {known}." },
  },
  "policy-measure-needless": {
    what: {
      zh: "没有数值的要求不用算法。",
      en: "A requirement without a number has no measure.",
    },
    remedy: { zh: "请删去 measure，或写上数值。", en: "Remove the measure, or give a number." },
  },
  "policy-measure-not-for-totals": {
    what: {
      zh: "全域总数不由各部分算出，算法却是 {kind}。",
      en: "A total of the whole is not worked out from its parts, but the measure is {kind}.",
    },
    remedy: { zh: "总数只能用 attested。", en: "A total can only be attested." },
  },
  "policy-measure-wrong-level": {
    what: {
      zh: "条目按 {level} 判定，算法却按 {counted} 计数。",
      en: "The entry is judged by {level}, its measure counts {counted}.",
    },
    remedy: { zh: "请改条目的 level 或换算法。", en: "Change the entry's level or its measure." },
  },
  "policy-measure-wrong-unit": {
    what: {
      zh: "条目的单位是“{unit}”，算法却乘以 {per}。",
      en: "The entry's unit is “{unit}”, but its measure multiplies by {per}.",
    },
    remedy: { zh: "按这个单位应乘以 {expected}。", en: "For this unit it must be {expected}." },
  },
  "policy-measure-not-a-share": {
    what: {
      zh: "算法得出的是百分比，条目的单位却是“{unit}”。",
      en: "The measure gives a share in percent, but the entry's unit is “{unit}”.",
    },
    remedy: { zh: "请改单位或换算法。", en: "Change the unit or the measure." },
  },
  "policy-measure-no-such-number": {
    what: {
      zh: "算法用到第 {position} 个数，条目没有。",
      en: "The measure uses number {position}, which the entry does not have.",
    },
    remedy: { zh: "请核对 numbers。", en: "Check the numbers." },
  },
  "policy-level-above-tier": {
    what: {
      zh: "这一级的文件不能按 {level} 判定。",
      en: "A document of this tier cannot be judged by {level}.",
    },
    remedy: { zh: "请改 level 或 tier。", en: "Change the level or the tier." },
  },
  "policy-part-outside": {
    what: {
      zh: "“{code}”不在辖区 {jurisdiction} 之内。",
      en: "“{code}” is not within {jurisdiction}.",
    },
    remedy: { zh: "请核对区划代码。", en: "Check the division code." },
  },
  "policy-standard-unknown": {
    what: { zh: "没有“{standard}”这个标准。", en: "There is no standard “{standard}”." },
    remedy: { zh: "请在 standards 里写上。", en: "Write it in standards." },
  },
  "policy-standard-unmarked": {
    what: {
      zh: "证据为 R 的值，说明里没有写“待核”。",
      en: "A value of evidence R whose note does not say that it is to be verified (待核).",
    },
    remedy: { zh: "请在 note 写明待核。", en: "Say so in its note." },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
