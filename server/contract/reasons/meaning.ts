import type { ReasonWords } from "./wording.ts";

export const MEANING_REASONS = {
  "value-read-as": {
    what: { zh: "“{text}”读作 {value}。", en: '"{text}" was read as {value}.' },
    remedy: {
      zh: "如果不对，请在原表中改成普通数字或是/否后重新上传。",
      en: "If that is wrong, write a plain number or yes/no in the table and upload it again.",
    },
  },
  "amount-unreadable": {
    what: {
      zh: "“{text}”读不出数来，按未填处理。",
      en: '"{text}" is no number; taken as not known.',
    },
    remedy: { zh: "请改成普通数字，如 120。", en: "Write a plain number such as 120." },
  },
  "amount-range": {
    what: {
      zh: "“{text}”是一个范围，不能当一个数用，按未填处理。",
      en: '"{text}" is a range, not one number; taken as not known.',
    },
    remedy: { zh: "请填一个确定的数。", en: "Give one number." },
  },
  "amount-negative": {
    what: { zh: "“{text}”是负数，按未填处理。", en: '"{text}" is negative; taken as not known.' },
    remedy: { zh: "请核对后填 0 或正数。", en: "Check it; counts and areas start at 0." },
  },
  "amount-too-large": {
    what: {
      zh: "“{text}”大得不合常理，按未填处理。",
      en: '"{text}" is larger than anything it could count; taken as not known.',
    },
    remedy: { zh: "请核对数字和单位。", en: "Check the number and its unit." },
  },
  "amount-wrong-unit": {
    what: {
      zh: "“{text}”的单位与这一列不符，按未填处理。",
      en: 'The unit in "{text}" does not fit this column; taken as not known.',
    },
    remedy: {
      zh: "请检查这一列对应的含义是否选对，或改成普通数字。",
      en: "Check what the column was read as, or write a plain number.",
    },
  },
  "column-unit": {
    what: {
      zh: "列“{column}”以{unit}为单位，已乘以 {factor}。",
      en: 'Column "{column}" is given in {unit}; its values were multiplied by {factor}.',
    },
    remedy: { zh: "请核对换算后的数。", en: "Check the converted values." },
  },
  "truth-unreadable": {
    what: {
      zh: "“{text}”看不出是还是否，按未填处理。",
      en: '"{text}" is neither yes nor no; taken as not known.',
    },
    remedy: { zh: "请填“是”或“否”。", en: "Write yes or no." },
  },
  "year-unreadable": {
    what: {
      zh: "“{text}”读不出年份，按未填处理。",
      en: '"{text}" is no year; taken as not known.',
    },
    remedy: { zh: "请填四位年份，如 2023。", en: "Write a year such as 2023." },
  },
  "place-missing": {
    what: { zh: "没有能读的坐标。", en: "The row has no position that can be read." },
    remedy: {
      zh: "请补上经纬度；只有地址的，可先在地图上查出坐标。",
      en: "Give its longitude and latitude; look up the address on a map first.",
    },
  },
  "position-crowded": {
    what: {
      zh: "有 {rows} 行的坐标完全相同，可能是按地址查坐标时没查到而填的默认位置。",
      en: "{rows} rows have exactly the same position; it may be the default of an address search that found nothing.",
    },
    remedy: {
      zh: "请核对这些行的坐标；若确在同一栋楼内，可不改。",
      en: "Check the positions of these rows; leave them if all are in one building.",
    },
  },
  "name-missing": {
    what: { zh: "没有名称，以编号“{id}”代替。", en: 'It has no name and goes by its id "{id}".' },
    remedy: { zh: "请在原表中补上名称。", en: "Give its name in the table." },
  },
  "id-replaced": {
    what: {
      zh: "编号“{text}”重复或过长，改用“{id}”。",
      en: 'The id "{text}" is used twice or too long; "{id}" stands in for it.',
    },
    remedy: { zh: "请让每行的编号各不相同。", en: "Give every row an id of its own." },
  },
  "service-missing": {
    what: {
      zh: "看不出“{text}”提供哪一类服务。",
      en: 'Which service "{text}" offers cannot be told.',
    },
    remedy: {
      zh: "请为它选定服务类别，或为整份表选一个默认类别。",
      en: "Choose its service, or one for all rows that say nothing.",
    },
  },
  "service-unclear": {
    what: {
      zh: "“{text}”可能是几类服务，也可能都不是。",
      en: '"{text}" may be one of several services, or none.',
    },
    remedy: {
      zh: "请选定服务类别；都不是的，选“不采用”。",
      en: "Choose its services, or leave it out.",
    },
  },
  "service-not-ours": {
    what: {
      zh: "“{text}”不属于本系统的七类服务，没有采用。",
      en: '"{text}" is not one of the seven services.',
    },
    remedy: {
      zh: "如果它确实提供其中一类服务，请在原表中注明服务类别。",
      en: "If it does offer one of them, say so in a service column.",
    },
  },
  "service-left-out": {
    what: { zh: "按您的选择，“{text}”没有采用。", en: '"{text}" was left out, as decided.' },
    remedy: { zh: "可以在服务类别中改选。", en: "Choose services for it to take it in." },
  },
  "service-word-ignored": {
    what: {
      zh: "服务类别中的“{text}”不在七类之内，其余已采用。",
      en: '"{text}" is not one of the seven services; the others were taken.',
    },
    remedy: { zh: "不需要处理。", en: "Nothing needs to be done." },
  },
  "service-by-places": {
    what: {
      zh: "这所幼儿园填有托位 {places} 个，同时计为托育。",
      en: "This kindergarten states {places} childcare places and counts as childcare too.",
    },
    remedy: {
      zh: "若托位数填错，请在原表中改正。",
      en: "If the number of places is wrong, correct it in the table.",
    },
  },
  "personal-masked": {
    what: {
      zh: "“{column}”里的电话、证件号、邮箱或人名已遮盖，不保存。",
      en: 'Telephone or identity numbers, e-mail addresses or names of persons in "{column}" were masked and are not kept.',
    },
    remedy: { zh: "不需要处理。", en: "Nothing needs to be done." },
  },
  "column-personal": {
    what: {
      zh: "“{column}”列像是个人信息，没有读入。",
      en: 'The column "{column}" looks like personal data and was not read.',
    },
    remedy: {
      zh: "不需要处理；若不是个人信息，可在列对应中选定它的含义。",
      en: "Nothing needs to be done; if it is something else, choose what it means among the columns.",
    },
  },
  "people-by-person": {
    what: {
      zh: "这是一人一行的名册（有{columns}），本系统不读取个人信息。",
      en: "This is a register with one row a person ({columns}); personal data are not read.",
    },
    remedy: {
      zh: "请按社区、小区或网格汇总成人数后再上传。",
      en: "Give numbers of people by community, estate or grid cell.",
    },
  },
  "duplicate-of-row": {
    what: {
      zh: "与第 {row} 行“{name}”相距 {metres} 米，可能是同一家。",
      en: 'It may be the same place as row {row}, "{name}", {metres} m away.',
    },
    remedy: { zh: "请选择合并或保留两家。", en: "Choose to merge them or to keep both." },
  },
  "duplicate-of-layer": {
    what: {
      zh: "与已有设施“{name}”相距 {metres} 米，可能是同一家。",
      en: 'It may be the facility "{name}" the study already has, {metres} m away.',
    },
    remedy: { zh: "请选择合并或保留两家。", en: "Choose to merge them or to keep both." },
  },
  "duplicates-unfinished": {
    what: {
      zh: "可能重复的太多，只找到前 {pairs} 对就停了。",
      en: "So many rows may be doubles that the search stopped after {pairs} pairs.",
    },
    remedy: {
      zh: "请检查坐标或名称是否整列相同，改好后重新上传。",
      en: "Check whether positions or names are the same all down the column, and upload it again.",
    },
  },
  "merged-into": {
    what: { zh: "已并入“{name}”。", en: 'It was merged into "{name}".' },
    remedy: {
      zh: "如果不是同一家，请在重复项中选“保留两家”。",
      en: "If they are two places, choose to keep both.",
    },
  },
  "merged-value-differs": {
    what: {
      zh: "合并时“{field}”两处不同：采用 {kept}，没有采用 {other}。",
      en: 'In merging, "{field}" differed: {kept} was kept, {other} was not.',
    },
    remedy: { zh: "请核对哪个数是对的。", en: "Check which of the two is right." },
  },
  "role-lines": {
    what: { zh: "图形是线，按步行路网读。", en: "Its shapes are lines: read as streets." },
    remedy: { zh: "不对的话，请改选用途。", en: "Choose another use if that is wrong." },
  },
  "role-people": {
    what: {
      zh: "有人口列“{columns}”，按人口数据读。",
      en: "It has columns of people ({columns}): read as people.",
    },
    remedy: { zh: "不对的话，请改选用途。", en: "Choose another use if that is wrong." },
  },
  "role-areas": {
    what: {
      zh: "图形是面，没有人口列，按统计单元读。",
      en: "Its shapes are areas without people: read as units.",
    },
    remedy: { zh: "不对的话，请改选用途。", en: "Choose another use if that is wrong." },
  },
  "role-facilities": {
    what: {
      zh: "每行一个地点（依据：{columns}），按设施网点读。",
      en: "Each row is a place ({columns}): read as facilities.",
    },
    remedy: { zh: "不对的话，请改选用途。", en: "Choose another use if that is wrong." },
  },
  "role-premises": {
    what: {
      zh: "每行一处空着的房（依据：{columns}），按闲置用房读。",
      en: "Each row is a house that stands idle ({columns}): read as idle premises.",
    },
    remedy: { zh: "不对的话，请改选用途。", en: "Choose another use if that is wrong." },
  },
  "role-unclear": {
    what: { zh: "看不出这份表是做什么用的。", en: "What the table is for cannot be told." },
    remedy: {
      zh: "请选择它是设施、闲置用房、人口、统计单元还是路网。",
      en: "Choose facilities, idle premises, people, units or streets.",
    },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
