import type { ReasonWords } from "./wording.ts";

export const TABLES_REASONS = {
  "json-damaged": {
    what: {
      zh: "第 {line} 行第 {column} 个字符起不是合法的 JSON，文件可能没有传完。",
      en: "From line {line}, character {column} on it is not JSON; the file may be incomplete.",
    },
    remedy: {
      zh: "请从原软件重新导出 GeoJSON，整份上传。",
      en: "Export the GeoJSON again and upload the whole file.",
    },
  },
  "json-not-geojson": {
    what: {
      zh: "文件是 JSON，但不是 GeoJSON（它的 type 是“{type}”）。",
      en: "The file is JSON ({type}), but not GeoJSON.",
    },
    remedy: {
      zh: "请导出为 GeoJSON 要素集（FeatureCollection）；Esri JSON、TopoJSON 请先在 QGIS 中另存为 GeoJSON；地图接口返回的 JSON 请先转成 CSV。",
      en: "Give a GeoJSON FeatureCollection; save Esri JSON or TopoJSON as GeoJSON in QGIS first, and what a map service answers as CSV.",
    },
  },
  "vector-no-features": {
    what: { zh: "文件里没有要素。", en: "There is no feature in the file." },
    remedy: {
      zh: "请检查导出时是否选中了图层、是否设了筛选。",
      en: "Check that the layer was selected when exporting, and that no filter left everything out.",
    },
  },
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
  "layer-too-large": {
    what: {
      zh: "图层“{layer}”太大：最多读 {rows} 行、{columns} 列，总计不超过 {cells} 格。",
      en: 'Layer "{layer}" is too large: at most {rows} rows and {columns} columns, {cells} values in all, are read.',
    },
    remedy: {
      zh: "请只导出需要的列，或按区县分成几个文件。",
      en: "Export only the columns needed, or split it by district.",
    },
  },
  "feature-damaged": {
    what: { zh: "这个要素读不出来。", en: "The feature cannot be read." },
    remedy: {
      zh: "请在原软件中打开检查这个要素，重新导出。",
      en: "Look at the feature in the software it came from and export it again.",
    },
  },
  "feature-too-nested": {
    what: {
      zh: "属性里嵌套太深，没有读。",
      en: "Its properties are nested too deeply and were not read.",
    },
    remedy: {
      zh: "请把属性展开成普通的列再导出。",
      en: "Flatten the properties into plain columns before exporting.",
    },
  },
  "geometry-damaged": {
    what: { zh: "图形的坐标不完整或不是数字。", en: "The geometry is incomplete or not numeric." },
    remedy: {
      zh: "请在 QGIS 中用“修正几何图形”处理后重新导出。",
      en: 'Run "Fix geometries" in QGIS and export again.',
    },
  },
  "geometry-curved": {
    what: {
      zh: "图形是曲线或三维曲面（{type}），不能直接读。",
      en: "The geometry is a curve or surface ({type}), which is not read.",
    },
    remedy: {
      zh: "请在 QGIS 中用“分段化”转成普通折线或多边形后重新导出。",
      en: 'Turn it into plain lines or polygons ("Segmentize" in QGIS) and export again.',
    },
  },
  "geometry-too-complex": {
    what: {
      zh: "图形太复杂（环或部件太多），没有读。",
      en: "The geometry has too many rings or parts and was not read.",
    },
    remedy: {
      zh: "请拆成单部件要素，或先简化图形。",
      en: "Split it into single parts, or simplify it.",
    },
  },
  "shapefile-no-shp": {
    what: { zh: "压缩包里没有 .shp 文件。", en: "There is no .shp file in the archive." },
    remedy: {
      zh: "请把同名的 .shp、.shx、.dbf、.prj（有 .cpg 也带上）一起打成一个 zip 上传。",
      en: "Zip the .shp, .shx, .dbf and .prj of the same name (and the .cpg, if any) together.",
    },
  },
  "shapefile-no-dbf": {
    what: {
      zh: "“{layer}”缺少同名的 .dbf，没有属性。",
      en: '"{layer}" lacks its .dbf, so that it has no attributes.',
    },
    remedy: {
      zh: "请把同名的 .shp、.shx、.dbf、.prj 一起打成一个 zip 上传。",
      en: "Zip the .shp, .shx, .dbf and .prj of the same name together.",
    },
  },
  "shapefile-damaged": {
    what: {
      zh: "“{part}”损坏：文件头或记录长度不对。",
      en: '"{part}" is damaged: its header or a record length is wrong.',
    },
    remedy: {
      zh: "请从原软件重新导出 Shapefile，确认拷贝完整后再打包。",
      en: "Export the shapefile again and make sure that it is copied whole before zipping.",
    },
  },
  "shapefile-cut-short": {
    what: {
      zh: "“{part}”在这里之后读不下去了，后面的记录没有读。",
      en: '"{part}" cannot be read past this record; what follows was not read.',
    },
    remedy: {
      zh: "文件可能没有拷贝完整，请重新导出。",
      en: "The file may be incomplete: export it again.",
    },
  },
  "shapefile-counts-differ": {
    what: {
      zh: ".shp 有 {shapes} 个图形，.dbf 有 {records} 条属性，多出来的对不上。",
      en: "The .shp has {shapes} shapes and the .dbf {records} records; the surplus belongs to nothing.",
    },
    remedy: {
      zh: "请在 ArcGIS 或 QGIS 中重新导出，不要单独替换或编辑 .dbf。",
      en: "Export it again, and do not edit or replace the .dbf alone.",
    },
  },
  "shapefile-count-mended": {
    what: {
      zh: ".dbf 的文件头写有 {said} 条属性，实际有 {found} 条，已按实际读取。",
      en: "The header of the .dbf tells of {said} records, and there are {found}: all were read.",
    },
    remedy: {
      zh: "请核对行数；写出这份文件的软件可能没有正常关闭。",
      en: "Check the number of rows; the software that wrote it may have been stopped.",
    },
  },
  "geopackage-open": {
    what: {
      zh: "拷贝时这份 GeoPackage 可能还开着，最近的修改也许不在文件里。",
      en: "The GeoPackage may have been open when it was copied; the latest edits may not be in it.",
    },
    remedy: {
      zh: "请核对行数；如果少了，先在 QGIS 里关闭工程，再重新拷贝上传。",
      en: "Check the number of rows; if some are missing, close the project in QGIS and copy the file again.",
    },
  },
  "geopackage-damaged": {
    what: {
      zh: "文件不是完整的 GeoPackage，数据库打不开或已损坏。",
      en: "The file is not a whole GeoPackage: the database cannot be opened or is damaged.",
    },
    remedy: {
      zh: "请关闭正在使用它的软件，重新导出 GeoPackage 后上传。",
      en: "Close the software using it, export the GeoPackage again and upload that.",
    },
  },
  "geopackage-no-layers": {
    what: {
      zh: "GeoPackage 里没有矢量图层或属性表。",
      en: "The GeoPackage has no layer of features and no table of attributes.",
    },
    remedy: {
      zh: "如果里面是影像或切片，请改为导出矢量图层。",
      en: "If it holds imagery or tiles, export the vector layer instead.",
    },
  },
  "geopackage-view": {
    what: {
      zh: "“{layer}”是视图或虚拟表，为安全起见不读。",
      en: '"{layer}" is a view or virtual table, which is not read for safety.',
    },
    remedy: {
      zh: "请在 QGIS 中把它另存为普通图层。",
      en: "Save it as a plain layer in QGIS.",
    },
  },
  "kml-damaged": {
    what: {
      zh: "第 {line} 行不是合法的 KML（XML）。",
      en: "Line {line} is not valid KML (XML).",
    },
    remedy: {
      zh: "请从原软件重新导出 KML。",
      en: "Export the KML again.",
    },
  },
  "kml-unsafe": {
    what: {
      zh: "KML 里有文档类型声明（DOCTYPE），或嵌套超过 {depth} 层，为安全起见不读。",
      en: "The KML has a document type declaration or is nested more than {depth} levels deep, and is not read for safety.",
    },
    remedy: {
      zh: "请在 Google Earth、奥维或 QGIS 中打开后另存为普通的 KML。",
      en: "Open it in Google Earth or QGIS and save it as plain KML.",
    },
  },
  "kml-no-document": {
    what: { zh: "KMZ 里没有 .kml 文件。", en: "There is no .kml file in the KMZ." },
    remedy: {
      zh: "请重新导出 KMZ，或直接上传 KML。",
      en: "Export the KMZ again, or upload the KML itself.",
    },
  },
  "kml-network-link": {
    what: {
      zh: "指向网络的链接（NetworkLink）没有读，本系统不上网取数据。",
      en: "A link to the network (NetworkLink) was not followed: nothing is fetched from outside.",
    },
    remedy: {
      zh: "请在 Google Earth 中打开链接的内容，另存为 KML 后上传。",
      en: "Open what it links to in Google Earth, save that as KML and upload it.",
    },
  },
  "raster-damaged": {
    what: {
      zh: "文件不是完整的 GeoTIFF（{part} 处读不下去）。",
      en: "The file is not a whole GeoTIFF (it cannot be read at: {part}).",
    },
    remedy: {
      zh: "请重新下载或用 gdal_translate 重新导出。",
      en: "Download it again, or export it again with gdal_translate.",
    },
  },
  "raster-unsupported": {
    what: {
      zh: "这种 GeoTIFF 不能读：{what}。",
      en: "This kind of GeoTIFF is not read: {what}.",
    },
    remedy: {
      zh: "请用 gdal_translate -b 1 -co COMPRESS=DEFLATE -co TILED=YES 转换后上传。",
      en: "Convert it with gdal_translate -b 1 -co COMPRESS=DEFLATE -co TILED=YES.",
    },
  },
  "raster-too-large": {
    what: {
      zh: "栅格有 {width}×{height} 格，最多读 {cells} 格、其中有人的 {inhabited} 格。",
      en: "The raster has {width} × {height} cells; at most {cells} are read, {inhabited} of them inhabited.",
    },
    remedy: {
      zh: "请先用 gdal_translate -projwin 裁到研究范围。",
      en: "Cut it to the study area first, with gdal_translate -projwin.",
    },
  },
  "raster-no-position": {
    what: {
      zh: "栅格里没有位置信息，不知道每一格在哪里。",
      en: "The raster does not say where its cells lie.",
    },
    remedy: {
      zh: "请上传带地理参考的 GeoTIFF（.tfw 不会被读取）。",
      en: "Give a GeoTIFF that is georeferenced inside (a .tfw beside it is not read).",
    },
  },
  "raster-no-people": {
    what: {
      zh: "栅格里没有一格的人数大于零。",
      en: "No cell of the raster has people in it.",
    },
    remedy: {
      zh: "请确认第 1 波段是人口数，不是掩膜或分类。",
      en: "Check that band 1 holds counts of people, not a mask or classes.",
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
      zh: "工作簿里的文字加起来超过 {yi} 亿字。",
      en: "The texts of the workbook's cells come to more than {millions} million characters.",
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
