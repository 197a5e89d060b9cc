import type { ReasonWords } from "./wording.ts";

/** Reasons about a file before anything in it is read: what it is, how it is packed and encoded. */
export const FILES_REASONS = {
  "file-too-large": {
    what: {
      zh: "文件有 {megabytes} MB，这种格式最多读 {limit} MB。",
      en: "The file has {megabytes} MB; at most {limit} MB of this format are read.",
    },
    remedy: {
      zh: "请按区县分成几个文件，或改用 GeoPackage。",
      en: "Split it by district, or use a GeoPackage.",
    },
  },
  "file-missing": {
    what: { zh: "找不到这个文件。", en: "There is no such file." },
    remedy: { zh: "请重新上传。", en: "Check its path, or upload it again." },
  },
  "file-is-folder": {
    what: { zh: "给的是文件夹，不是文件。", en: "This is a folder, not a file." },
    remedy: {
      zh: "请给文件夹里的那一个文件；Shapefile 请把 .shp、.dbf、.shx、.prj 一起打成 zip。",
      en: "Give the one file in it; pack the .shp, .dbf, .shx and .prj of a shapefile into a zip.",
    },
  },
  "file-unreadable": {
    what: { zh: "文件打不开（{why}）。", en: "The file cannot be opened ({why})." },
    remedy: { zh: "请检查文件权限后再试。", en: "Check its permissions." },
  },
  "file-empty": {
    what: { zh: "文件是空的。", en: "The file is empty." },
    remedy: { zh: "请检查导出是否成功，重新上传。", en: "Export it again and upload that." },
  },
  "file-packed": {
    what: { zh: "这是 {kind} 压缩文件。", en: "This is a {kind} archive." },
    remedy: {
      zh: "请解压后上传里面的表格；Shapefile 请打成 zip。",
      en: "Unpack it and give the table in it; pack a shapefile as a zip.",
    },
  },
  "file-no-table": {
    what: { zh: "这是 {kind} 文件，不是表格。", en: "This is a {kind} file, not a table." },
    remedy: {
      zh: "请向提供单位要 Excel 或 CSV 原表，或把表格另存为 .xlsx 后上传。",
      en: "Ask for the original in Excel or CSV, or save the table as .xlsx.",
    },
  },
  "file-is-network": {
    what: {
      zh: "这是路网文件（{kind}），不是表格。",
      en: "This is a file of streets ({kind}), not a table.",
    },
    remedy: { zh: "请把用途选为“路网”后上传。", en: "Give it as the network." },
  },
  "file-is-raster": {
    what: { zh: "这是栅格影像（TIFF），不是表格。", en: "This is a raster (TIFF), not a table." },
    remedy: {
      zh: "如果是人口栅格，请把用途选为“人口”后上传。",
      en: "If it is a raster of people, give it as people.",
    },
  },
  "file-shapefile-part": {
    what: {
      zh: "这是 Shapefile 的一部分（{kind}），单独不能用。",
      en: "This is one part of a shapefile ({kind}); it cannot be used alone.",
    },
    remedy: {
      zh: "请把同名的 .shp、.dbf、.shx、.prj（有 .cpg 也放进去）打成一个 zip 上传。",
      en: "Pack the .shp, .dbf, .shx and .prj (and .cpg) of the same name into one zip.",
    },
  },
  "file-web-page": {
    what: {
      zh: "文件其实是网页（HTML），没有能直接读的表格。",
      en: "The file is a web page (HTML) without a table that can be read.",
    },
    remedy: {
      zh: "请用 Excel 或 WPS 打开看一看：是表格，就另存为 .xlsx 后上传；是登录页，就登录后重新导出。",
      en: "Open it in Excel or WPS: if it is a table, save it as .xlsx; if it is a page to log in, log in and export again.",
    },
  },
  "file-xml-unknown": {
    what: {
      zh: "文件是 XML（根元素 {root}），不是能读的格式。",
      en: "The file is XML (root element {root}) of a kind that is not read.",
    },
    remedy: {
      zh: "请另存为 .xlsx、GeoJSON 或 KML 后上传。",
      en: "Save it as .xlsx, GeoJSON or KML.",
    },
  },
  "file-binary": {
    what: {
      zh: "文件内容不是文字，也不是认得的格式。",
      en: "The file holds neither text nor a format that is known.",
    },
    remedy: {
      zh: "请检查是否选对了文件；可以上传 Excel、CSV、GeoJSON、Shapefile（zip）、GeoPackage、KML。",
      en: "Check that it is the file you meant; Excel, CSV, GeoJSON, shapefile (zip), GeoPackage and KML are read.",
    },
  },
  "archive-damaged": {
    what: {
      zh: "压缩文件坏了，可能没有传完。",
      en: "The archive is damaged; it may be incomplete.",
    },
    remedy: { zh: "请重新打包或重新下载后上传。", en: "Pack or download it again." },
  },
  "archive-encrypted": {
    what: { zh: "压缩文件有密码。", en: "The archive is protected by a password." },
    remedy: { zh: "请去掉密码，重新打包后上传。", en: "Pack it again without a password." },
  },
  "archive-method": {
    what: {
      zh: "压缩文件用了少见的压缩方法。",
      en: "The archive uses an unusual method of compression.",
    },
    remedy: {
      zh: "请用系统自带的“压缩为 zip”重新打包。",
      en: "Pack it again as an ordinary zip.",
    },
  },
  "archive-path": {
    what: {
      zh: "压缩文件里有不安全的路径“{entry}”。",
      en: 'The archive holds an unsafe path, "{entry}".',
    },
    remedy: {
      zh: "请把文件解压到一个文件夹，重新打成 zip 后上传。",
      en: "Unpack it into a folder and pack it again.",
    },
  },
  "archive-twice": {
    what: {
      zh: "压缩文件里“{entry}”出现了两次。",
      en: 'The archive holds "{entry}" twice.',
    },
    remedy: {
      zh: "请把文件解压到一个文件夹，重新打成 zip 后上传。",
      en: "Unpack it into a folder and pack it again.",
    },
  },
  "archive-entries": {
    what: {
      zh: "压缩文件里有 {entries} 个文件，最多读 {limit} 个。",
      en: "The archive holds {entries} files; at most {limit} are read.",
    },
    remedy: {
      zh: "请只把需要的那一份数据打成 zip。",
      en: "Pack only the one set of data that is needed.",
    },
  },
  "archive-too-large": {
    what: {
      zh: "压缩文件解开后超过 {limit} MB。",
      en: "The archive would inflate to more than {limit} MB.",
    },
    remedy: {
      zh: "请只保留需要的表和列，或按区县分成几个文件。",
      en: "Keep only the tables and columns needed, or split it by district.",
    },
  },
  "archive-bomb": {
    what: {
      zh: "压缩文件里“{entry}”的压缩比超过 {ratio}，不像真实数据，没有解开。",
      en: 'In the archive "{entry}" is compressed more than {ratio} times, unlike real data; it was not unpacked.',
    },
    remedy: {
      zh: "请检查文件来源；确是真实数据的，请重新导出。",
      en: "Check where the file is from; if it is genuine, export it again.",
    },
  },
  "archive-no-table": {
    what: {
      zh: "压缩文件里没有 Shapefile、KML 或 Excel 工作簿（有：{names}）。",
      en: "The archive holds no shapefile, KML or workbook (it holds: {names}).",
    },
    remedy: {
      zh: "表格请解压后直接上传；Shapefile 请把 .shp、.dbf、.shx、.prj 一起打成 zip。",
      en: "Unpack tables and give them as they are; pack a shapefile with its .shp, .dbf, .shx and .prj.",
    },
  },
  "encoding-unknown": {
    what: {
      zh: "不认得编码“{encoding}”。",
      en: 'The encoding "{encoding}" is not known.',
    },
    remedy: {
      zh: "请选 UTF-8、GB18030（含 GBK）或 UTF-16。",
      en: "Choose UTF-8, GB18030 (it includes GBK) or UTF-16.",
    },
  },
  "encoding-unclear": {
    what: {
      zh: "看不出文字编码：不是 UTF-8，也不是 GBK（GB18030）。",
      en: "The encoding cannot be told: neither UTF-8 nor GBK (GB18030).",
    },
    remedy: {
      zh: "请在 Excel 或 WPS 中另存为“CSV UTF-8”，或手动选定编码。",
      en: "Save it as “CSV UTF-8” in Excel or WPS, or choose the encoding.",
    },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
