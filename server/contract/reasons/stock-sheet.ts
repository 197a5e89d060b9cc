import type { ReasonWords } from "./wording.ts";

/** Why a cell of a filled stock sheet cannot be taken. */
export const STOCK_SHEET_REASONS = {
  "stock-not-a-workbook": {
    what: {
      zh: "“{file}”不是 Excel 工作簿（.xlsx）。",
      en: '"{file}" is no Excel workbook (.xlsx).',
    },
    remedy: {
      zh: "请在系统中下载模板，填好后按 .xlsx 保存再上传。",
      en: "Download the template, fill it in, and save it as .xlsx.",
    },
  },
  "stock-no-table": {
    what: {
      zh: "工作簿里找不到填报表：没有同时写着代码或名称、以及填报项列名的一行。",
      en: "The workbook has no sheet to read: no row holds a code or name together with titles of figures.",
    },
    remedy: {
      zh: "请使用系统下载的模板，不要删改列名。",
      en: "Use the template and keep its titles.",
    },
  },
  "stock-nothing-filled": {
    what: { zh: "表中没有填写任何数据。", en: "No figure is filled in." },
    remedy: {
      zh: "请填写后再上传；空白不会当作 0。",
      en: "Fill in figures first; blank is never taken as 0.",
    },
  },
  "stock-other-level": {
    what: {
      zh: "这张表的填报项用于{columns}，表中的单元却是{rows}。",
      en: "The figures of this sheet are for {columns}, but its rows are {rows}.",
    },
    remedy: { zh: "请下载{rows}的模板填写。", en: "Download the template for {rows}." },
  },
  "stock-other-year": {
    what: {
      zh: "这是 {sheet} 年的填报表，上传时选的是 {year} 年。",
      en: "The sheet is for {sheet}, but {year} was chosen for the upload.",
    },
    remedy: {
      zh: "请改选 {sheet} 年，或下载 {year} 年的模板。",
      en: "Choose {sheet}, or download the template for {year}.",
    },
  },
  "stock-column-twice": {
    what: {
      zh: "“{title}”列出现了两次，前一次在 {first} 列。",
      en: 'Column "{title}" stands twice, first in column {first}.',
    },
    remedy: { zh: "请删去重复的一列。", en: "Delete one of the two." },
  },
  "stock-title-unit": {
    what: {
      zh: "列名里的“{found}”与这一项的单位“{unit}”不同。",
      en: 'The title says "{found}", but the figure is counted in "{unit}".',
    },
    remedy: {
      zh: "请按“{unit}”填写，并恢复模板的列名。",
      en: "Give it in that unit under the title of the template.",
    },
  },
  "stock-personal-data": {
    what: {
      zh: "这一列像是个人信息（{kind}），不能入库。",
      en: "The column seems to hold personal data ({kind}), which is not stored.",
    },
    remedy: { zh: "请删去整列后再上传。", en: "Delete the column and upload the sheet again." },
  },
  "stock-personal-value": {
    what: {
      zh: "这一格里有电话、身份证号或邮箱，不能入库。",
      en: "The cell holds a telephone or identity number or an e-mail address, which is not stored.",
    },
    remedy: { zh: "请删去这些号码。", en: "Delete it." },
  },
  "stock-unit-missing": {
    what: {
      zh: "这一行填了数据，却没有代码和名称。",
      en: "The row has figures, but neither code nor name.",
    },
    remedy: {
      zh: "请填写代码或名称，或删去这一行。",
      en: "Give its code or name, or delete the row.",
    },
  },
  "stock-code-unknown": {
    what: {
      zh: "研究中没有代码为 {code} 的单元。",
      en: "The study has no unit with the code {code}.",
    },
    remedy: {
      zh: "请核对代码，或留空代码、按名称填写。",
      en: "Check the code, or leave it blank and give the name.",
    },
  },
  "stock-code-changed": {
    what: {
      zh: "研究中没有代码 {code}；“{name}”现在的代码是 {now}，可能用了往年的代码。",
      en: 'The study has no code {code}; "{name}" now has {now}. It may be the code of another year.',
    },
    remedy: { zh: "请改成 {now}。", en: "Change it to {now}." },
  },
  "stock-code-not-text": {
    what: {
      zh: "代码 {code} 的末几位已被表格软件丢掉。",
      en: "The last digits of the code {code} were lost by the spreadsheet.",
    },
    remedy: {
      zh: "请把代码列设为文本格式，从模板重新复制。",
      en: "Format the column as text and copy the codes from the template again.",
    },
  },
  "stock-name-unknown": {
    what: { zh: "研究中没有名为“{name}”的单元。", en: 'The study has no unit called "{name}".' },
    remedy: {
      zh: "请按系统中的名称填写，或填写代码。",
      en: "Use the study's own name, or give the code.",
    },
  },
  "stock-name-ambiguous": {
    what: {
      zh: "研究中有 {count} 个单元叫“{name}”。",
      en: 'The study has {count} units called "{name}".',
    },
    remedy: {
      zh: "请填写代码，或在“所属乡镇街道”列写明。",
      en: "Give the code, or the township in its column.",
    },
  },
  "stock-unit-mismatch": {
    what: {
      zh: "代码 {code} 是“{name}”，这一行写的名称却是“{given}”的。",
      en: 'The code {code} is that of "{name}", but the row is named "{given}".',
    },
    remedy: {
      zh: "请检查是否错行，两者改成一致。",
      en: "Check whether rows have slipped, and make the two agree.",
    },
  },
  "stock-unit-twice": {
    what: { zh: "“{name}”在第 {row} 行已经填过。", en: '"{name}" stands in row {row} already.' },
    remedy: { zh: "请合并成一行。", en: "Make one row of the two." },
  },
  "stock-figure-twice": {
    what: {
      zh: "“{name}”的这一项在工作表“{sheet}”第 {row} 行已经填过。",
      en: 'This figure of "{name}" stands in row {row} of sheet "{sheet}" already.',
    },
    remedy: { zh: "请只保留一处。", en: "Keep one of them." },
  },
  "stock-not-at-level": {
    what: {
      zh: "这一项由{levels}填报，“{name}”是{level}。",
      en: 'The figure is reported by {levels}; "{name}" is a {level}.',
    },
    remedy: { zh: "请清空这一格。", en: "Clear the cell." },
  },
  "stock-not-a-number": {
    what: { zh: "“{text}”不是数字。", en: '"{text}" is not a number.' },
    remedy: {
      zh: "请填普通数字，如 120；没有填报请留空。",
      en: "Write a plain number such as 120; leave it blank if it is not reported.",
    },
  },
  "stock-range": {
    what: { zh: "“{text}”是一个范围，不是一个数。", en: '"{text}" is a range, not one number.' },
    remedy: { zh: "请填一个确定的数。", en: "Give one number." },
  },
  "stock-zero-or-blank": {
    what: {
      zh: "“{text}”看不出是 0 还是没有填报。",
      en: '"{text}" can mean zero or not reported.',
    },
    remedy: {
      zh: "确实为零请填 0，没有填报请留空。",
      en: "Write 0 for zero, and leave the cell blank for what is not reported.",
    },
  },
  "stock-wrong-unit": {
    what: {
      zh: "“{text}”的单位与这一项的“{unit}”不符。",
      en: 'The unit in "{text}" does not fit, which is counted in "{unit}".',
    },
    remedy: { zh: "请按“{unit}”填普通数字。", en: "Write a plain number in that unit." },
  },
  "stock-not-whole": {
    what: {
      zh: "“{text}”不是整数，这一项按整数填报。",
      en: '"{text}" is not a whole number, as this figure must be.',
    },
    remedy: {
      zh: "请核对；若是按万计的，请换算成“{unit}”。",
      en: "Check it; if it counts ten thousands, convert it.",
    },
  },
  "stock-too-small": {
    what: {
      zh: "“{text}”小于允许的最小值 {limit}。",
      en: '"{text}" is below the least allowed, {limit}.',
    },
    remedy: { zh: "请核对数字和单位。", en: "Check the number and its unit." },
  },
  "stock-too-large": {
    what: {
      zh: "“{text}”大于允许的最大值 {limit}。",
      en: '"{text}" is above the most allowed, {limit}.',
    },
    remedy: { zh: "请核对数字和单位。", en: "Check the number and its unit." },
  },
  "stock-not-yes-or-no": {
    what: { zh: "“{text}”看不出是“是”还是“否”。", en: '"{text}" is neither yes nor no.' },
    remedy: {
      zh: "请填“是”或“否”；没有填报请留空。",
      en: "Write 是 (yes) or 否 (no); leave it blank if it is not reported.",
    },
  },
  "stock-text-not-allowed": {
    what: {
      zh: "“{text}”不是这一项允许的值：{allowed}。",
      en: '"{text}" is not allowed here: {allowed}.',
    },
    remedy: {
      zh: "请改成允许的值；没有填报请留空。",
      en: "Use an allowed value; leave it blank if it is not reported.",
    },
  },
  "stock-text-too-long": {
    what: { zh: "文字超过 {limit} 个字。", en: "The text is longer than {limit} characters." },
    remedy: { zh: "请缩短。", en: "Shorten it." },
  },
  "stock-cell-error": {
    what: {
      zh: "这一格是公式错误，或公式没有算好的结果。",
      en: "The cell holds an error, or a formula without a stored result.",
    },
    remedy: { zh: "请直接填写数值。", en: "Type the value itself." },
  },
  "stock-cell-merged": {
    what: {
      zh: "这一格的数值合并在几行上，不知道属于哪一行。",
      en: "The value is merged over several rows, so it is not known whose it is.",
    },
    remedy: { zh: "请取消合并，逐行填写。", en: "Unmerge the cells and fill in every row." },
  },
  "stock-source-missing": {
    what: { zh: "这一行填了数据，没有写来源。", en: "The row has figures, but no source." },
    remedy: {
      zh: "请在“来源”列写明，或上传时统一填写。",
      en: "Give it in the column 来源, or for the whole sheet on upload.",
    },
  },
  "stock-date-missing": {
    what: {
      zh: "这一行填了数据，没有写来源的日期。",
      en: "The row has figures, but no date of their source.",
    },
    remedy: {
      zh: "请在“日期”列写明，或上传时统一填写。",
      en: "Give it in the column 日期, or for the whole sheet on upload.",
    },
  },
  "stock-date-unreadable": {
    what: { zh: "“{text}”不是写到日的日期。", en: '"{text}" is no date with a day.' },
    remedy: { zh: "请写成 2025-12-31。", en: "Write it as 2025-12-31." },
  },
  "stock-date-impossible": {
    what: { zh: "日历上没有“{text}”这一天。", en: 'There is no such day as "{text}".' },
    remedy: { zh: "请核对日期。", en: "Check the date." },
  },
  "stock-date-future": {
    what: { zh: "“{text}”还没有到。", en: '"{text}" is yet to come.' },
    remedy: { zh: "请填来源文件的实际日期。", en: "Give the actual date of the source." },
  },
  "stock-estate-incomplete": {
    what: {
      zh: "小区（项目）要有编号、名称和所在社区（村），这一行缺{lacks}。",
      en: "An estate needs its number, name and community; this row lacks {lacks}.",
    },
    remedy: { zh: "请补全。", en: "Fill them in." },
  },
  "stock-estate-renamed": {
    what: {
      zh: "编号 {code} 在系统中是“{known}”，这一行写的是“{name}”。",
      en: 'Number {code} is "{known}" in the study, but the row says "{name}".',
    },
    remedy: {
      zh: "请核对编号；确实改名的请沿用原名。",
      en: "Check the number; keep the name it was entered under.",
    },
  },
  "stock-estate-code-taken": {
    what: {
      zh: "编号 {code} 是研究中一个单元的代码，不能用作小区编号。",
      en: "{code} is the code of a unit of the study and cannot number an estate.",
    },
    remedy: { zh: "请换一个编号。", en: "Choose another number." },
  },
  "stock-more-problems": {
    what: {
      zh: "还有 {count} 处问题没有列出。",
      en: "There are {count} more problems that are not listed.",
    },
    remedy: {
      zh: "请先改正已列出的，再次上传。",
      en: "Mend those that are listed and upload the sheet again.",
    },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
