import type { ReasonWords } from "./wording.ts";

/** Reasons about layers and rasters: GeoJSON, shapefile, GeoPackage, KML, GeoTIFF. */
export const GEODATA_REASONS = {
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
} as const satisfies Readonly<Record<string, ReasonWords>>;
