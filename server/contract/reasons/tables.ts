import type { ReasonWords } from "./wording.ts";

/** Reasons about tables and workbooks, their rows and values. */
export const TABLES_REASONS = {
  "web-page-cut": {
    what: {
      zh: "网页表格没有结束，文件可能没有下载完整。",
      en: "The web page ends within its table; the file may be cut short.",
    },
    remedy: {
      zh: "请核对最后几行，必要时重新导出。",
      en: "Check the last rows, and export it again if needed.",
    },
  },
  "table-too-large": {
    what: {
      zh: "表太大：最多读 {rows} 行、{columns} 列，总计不超过 {values} 格。",
      en: "The table is too large: at most {rows} rows and {columns} columns, {values} values in all, are read.",
    },
    remedy: {
      zh: "请只保留需要的列，或按区县分成几个文件。",
      en: "Keep only the columns needed, or split it by district.",
    },
  },
  "table-no-rows": {
    what: { zh: "文件里没有表格内容。", en: "There is no table in the file." },
    remedy: {
      zh: "请检查工作表是否被隐藏、导出是否成功。",
      en: "Check that no sheet is hidden and that the export was complete.",
    },
  },
  "header-row-beyond": {
    what: {
      zh: "第 {row} 行不能作表头：表没有这一行，或这一行是空的。",
      en: "Row {row} cannot be the header: there is no such row, or it is blank.",
    },
    remedy: { zh: "请改选表头所在的行。", en: "Choose the row with the titles." },
  },
  "quotes-open": {
    what: {
      zh: "第 {row} 行起，有 {limit} 行以上的引号只有开头没有结尾。",
      en: "From row {row} on, more than {limit} rows open a quotation mark and do not close it.",
    },
    remedy: {
      zh: "请在 Excel 或 WPS 中打开检查，另存为 .xlsx 后上传。",
      en: "Look at it in Excel or WPS and save it as .xlsx.",
    },
  },
  "excel-damaged": {
    what: {
      zh: "Excel 文件坏了，读不出来。",
      en: "The workbook is damaged and cannot be read.",
    },
    remedy: {
      zh: "请用 Excel 或 WPS 打开，另存为新的 .xlsx 后上传。",
      en: "Open it in Excel or WPS and save it as a new .xlsx.",
    },
  },
  "excel-encrypted": {
    what: { zh: "工作簿有打开密码。", en: "The workbook is protected by a password." },
    remedy: {
      zh: "请在 Excel 或 WPS 中去掉密码，另存后上传。",
      en: "Remove the password in Excel or WPS and save it.",
    },
  },
  "excel-kind": {
    what: {
      zh: "这种工作簿（{kind}）不能直接读。",
      en: "This kind of workbook ({kind}) is not read.",
    },
    remedy: {
      zh: "请用 Excel 或 WPS 打开，另存为 .xlsx 后上传。",
      en: "Open it in Excel or WPS and save it as .xlsx.",
    },
  },
  "excel-too-many-cells": {
    what: {
      zh: "工作簿里有 {cells} 个有内容的单元格，最多读 {limit} 个。",
      en: "The workbook has {cells} cells with something in them; at most {limit} are read.",
    },
    remedy: {
      zh: "请只保留需要的工作表和列，或另存为 CSV 上传。",
      en: "Keep only the sheets and columns needed, or save it as CSV.",
    },
  },
  "excel-cell-far": {
    what: {
      zh: "单元格 {cell} 里有内容，太靠右了：最多读 {columns} 列。",
      en: "Cell {cell} holds something too far to the right; at most {columns} columns are read.",
    },
    remedy: {
      zh: "多半是误留的内容：请删除表右边空白处的列，保存后重新上传。",
      en: "It is probably there by mistake: delete the columns to the right of the table and save it.",
    },
  },
  "excel-too-much-text": {
    what: {
      zh: "工作簿里的文字加起来超过 2 亿字。",
      en: "The texts of the workbook's cells come to more than 200 million characters.",
    },
    remedy: {
      zh: "请只保留需要的工作表和列；若文件来历不明，请不要使用。",
      en: "Keep only the sheets and columns needed; do not use a file of unknown origin.",
    },
  },
  "excel-too-many-sheets": {
    what: {
      zh: "工作簿里有 {sheets} 张工作表，最多读 {limit} 张。",
      en: "The workbook has {sheets} sheets; at most {limit} are read.",
    },
    remedy: { zh: "请只保留需要的工作表。", en: "Keep only the sheets needed." },
  },
  "excel-too-many-merges": {
    what: {
      zh: "工作表“{sheet}”的合并单元格太多，最多读 {limit} 处。",
      en: 'Sheet "{sheet}" has too many merged cells; at most {limit} are read.',
    },
    remedy: {
      zh: "请在 Excel 或 WPS 中取消合并后另存。",
      en: "Unmerge the cells in Excel or WPS and save it.",
    },
  },
  "sheet-hidden": {
    what: {
      zh: "工作表“{sheet}”是隐藏的，没有读。",
      en: 'Sheet "{sheet}" is hidden and was not read.',
    },
    remedy: {
      zh: "需要这张表时，请取消隐藏后重新上传。",
      en: "Unhide it and upload the file again if it is needed.",
    },
  },
  "tables-unread": {
    what: {
      zh: "一次读一张表；文件里还有 {tables}，这次没有读。",
      en: "One table is read at a time; {tables} of this file were not read this time.",
    },
    remedy: {
      zh: "也需要时，请再次上传同一文件，并选定那张表。",
      en: "If they are wanted too, upload the same file again and choose the table.",
    },
  },
  "rows-hidden": {
    what: {
      zh: "工作表“{sheet}”有 {rows} 行被隐藏或筛掉，也一起读入了。",
      en: 'Of sheet "{sheet}" {rows} rows that are hidden or filtered out were read too.',
    },
    remedy: {
      zh: "不需要这些行时，请删除后重新上传。",
      en: "Delete them and upload the file again if they are not wanted.",
    },
  },
  "row-total": {
    what: { zh: "合计行，不是一条记录。", en: "A row of totals, not a record." },
    remedy: {
      zh: "不用处理；如果确是一条记录，请改掉“合计”字样。",
      en: "Nothing to do; if it is a record, change the word for total in it.",
    },
  },
  "row-remark": {
    what: {
      zh: "表下的附注或填表说明，不是一条记录。",
      en: "A remark of the table, not a record.",
    },
    remedy: { zh: "不用处理。", en: "Nothing to do." },
  },
  "row-section": {
    what: {
      zh: "分节标题行，不是一条记录。",
      en: "The heading of a section, not a record.",
    },
    remedy: {
      zh: "标题里的信息（如类别）需要时，请在表中另加一列。",
      en: "If what it says is needed (a kind, say), add a column for it.",
    },
  },
  "row-example": {
    what: {
      zh: "这一行是填写示例，没有采用。",
      en: "This row shows how to fill in the form and was not used.",
    },
    remedy: {
      zh: "如果是真实数据，请去掉“示例”二字后重新上传。",
      en: "If it is real, remove the word for example and upload it again.",
    },
  },
  "row-under-titles": {
    what: {
      zh: "表头下的计量单位行或栏次行，不是一条记录。",
      en: "Units or column numbers beneath the titles, not a record.",
    },
    remedy: { zh: "不用处理。", en: "Nothing to do." },
  },
  "row-titles-again": {
    what: {
      zh: "重复的表头行，不是一条记录。",
      en: "The titles once more, not a record.",
    },
    remedy: { zh: "不用处理。", en: "Nothing to do." },
  },
  "row-too-long": {
    what: {
      zh: "这一行有 {found} 个值，表头只有 {expected} 列，没有读。",
      en: "The row has {found} values where the header has {expected} columns; it was not read.",
    },
    remedy: {
      zh: "值里有分隔符时请加引号，或另存为 .xlsx 上传。",
      en: "Put values that contain a separator in quotation marks, or save it as .xlsx.",
    },
  },
  "row-too-short": {
    what: {
      zh: "这一行只有 {found} 个值，表头有 {expected} 列，缺的按空白算。",
      en: "The row has only {found} values where the header has {expected} columns; the rest count as blank.",
    },
    remedy: {
      zh: "请检查这一行是否断成了两行。",
      en: "Check whether the row was broken in two.",
    },
  },
  "row-open-quote": {
    what: {
      zh: "这一行的引号只有开头没有结尾，没有读。",
      en: "A quotation mark is opened in the row and not closed; it was not read.",
    },
    remedy: {
      zh: "请补上引号；值里的引号要写两次。",
      en: "Close it, or write it twice inside a quoted value.",
    },
  },
  "value-lost-characters": {
    what: {
      zh: "有的字已损坏，显示为“\ufffd”。",
      en: "Some characters are damaged and show as “\ufffd”.",
    },
    remedy: {
      zh: "请在原系统中查正这个值。",
      en: "Look the value up where the file is from.",
    },
  },
  "value-excel-error": {
    what: {
      zh: "“{column}”列是 Excel 的错误值，按空白读。",
      en: 'Column "{column}" holds an error of Excel, read as blank.',
    },
    remedy: {
      zh: "请修正公式或直接填写数值。",
      en: "Mend the formula, or type the value.",
    },
  },
  "value-not-calculated": {
    what: {
      zh: "“{column}”列的公式没有算好的结果，按空白读。",
      en: 'The formula in column "{column}" has no stored result; it is read as blank.',
    },
    remedy: {
      zh: "请用 Excel 或 WPS 打开后保存一次，再上传。",
      en: "Open it in Excel or WPS, save it, and upload that.",
    },
  },
  "value-digits-lost": {
    what: {
      zh: "“{column}”列的长号码存成了数字，末几位已丢失。",
      en: 'A long number in column "{column}" was stored as a quantity; its last digits are lost.',
    },
    remedy: {
      zh: "请把这一列设为文本格式，重新填写号码。",
      en: "Format the column as text and enter the numbers again.",
    },
  },
  "value-merged-quantity": {
    what: {
      zh: "“{column}”列的数字合并在几行上，只记在第一行。",
      en: 'A quantity in column "{column}" is merged over several rows; it counts for the first of them only.',
    },
    remedy: {
      zh: "每行各有这个数时，请取消合并，逐行填写。",
      en: "If each row has it, unmerge the cells and fill in every row.",
    },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
