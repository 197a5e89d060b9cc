import type { ReasonWords } from "./wording.ts";

/** Reasons about a file as a whole and the places of its rows. */
export const IMPORT_REASONS = {
  "extract-no-streets": {
    what: {
      zh: "里面没有可以步行的道路。",
      en: "The extract holds no street that can be walked.",
    },
    remedy: {
      zh: "请重新导出有道路的范围；哪些道路算步行道路见说明。",
      en: "Export an area with streets in it; the walking rules are in the README.",
    },
  },
  "network-not-read": {
    what: { zh: "编译好的路网读不了（{why}）。", en: "The compiled network cannot be read: {why}" },
    remedy: {
      zh: "请用 network 命令重新编译，或改用 .osm、.osm.pbf。",
      en: "Compile it again with the network command, or give the .osm or .osm.pbf.",
    },
  },
  "street-points-missing": {
    what: {
      zh: "有 {count} 个道路节点在文件里缺失，道路在那里断开。",
      en: "{count} points of streets are missing from the file; the streets are cut there.",
    },
    remedy: {
      zh: "如果断开处重要，请重新导出更大范围的路网。",
      en: "Export a larger extract if the cuts matter.",
    },
  },
  "coordinates-unreadable": {
    what: { zh: "坐标“{text}”读不出来。", en: "The coordinates “{text}” cannot be read." },
    remedy: {
      zh: "请写成两个数，如 100.4532 和 38.9311，或度分秒。",
      en: "Write two numbers, such as 100.4532 and 38.9311, or degrees, minutes and seconds.",
    },
  },
  "coordinates-out-of-range": {
    what: {
      zh: "坐标超出所选坐标系的范围。",
      en: "The coordinates lie outside the range of the chosen system.",
    },
    remedy: { zh: "请核对这一行，或改选坐标系。", en: "Check the row, or choose another system." },
  },
  "other-coordinate-system": {
    what: {
      zh: "这一行的坐标更像 {crs}，其余行是 {rest}。",
      en: "The coordinates of this row look like {crs}, those of the others are {rest}.",
    },
    remedy: {
      zh: "可能是两份表拼成的。请选择“按各自坐标系转换”或“全部一样”。",
      en: "Two lists may have been joined. Choose to convert each by its own, or all alike.",
    },
  },
  "crs-too-few-points": {
    what: {
      zh: "点太少（{points} 个），不能判断坐标系。",
      en: "There are too few points ({points}) to tell the coordinate system.",
    },
    remedy: { zh: "请手动选择坐标系。", en: "Choose the coordinate system." },
  },
  "crs-unclear": {
    what: {
      zh: "没有哪种坐标系明显更吻合，不能下结论。",
      en: "No coordinate system fits clearly better than others; nothing is concluded.",
    },
    remedy: {
      zh: "请向提供数据的单位核实后手动选择；先导入路网再判断会更准。",
      en: "Ask who provided the data, and choose; with the streets imported first it can be told better.",
    },
  },
  "crs-contradicted": {
    what: {
      zh: "文件自称 {declared}，但点位明显更符合 {found}。",
      en: "The file says {declared}, but the points clearly fit {found}.",
    },
    remedy: { zh: "请确认用哪一个。", en: "Say which is to be used." },
  },
  "row-not-a-polygon": {
    what: { zh: "不是面，不能作为统计单元。", en: "It is not a polygon, so it cannot be a unit." },
    remedy: { zh: "请提供面图层。", en: "Give a layer of polygons." },
  },
  "unit-from-line": {
    what: {
      zh: "图形是首尾相接的线，按面读。",
      en: "Its shape is a line that closes on itself; it is read as the area within.",
    },
    remedy: {
      zh: "请在地图上核对边界；有飞地或空洞的请改用面图层。",
      en: "Check the border on the map; give polygons where there are several parts or holes.",
    },
  },
  "row-not-a-line": {
    what: { zh: "不是线，不能作为道路。", en: "It is not a line, so it cannot be a street." },
    remedy: { zh: "请提供线图层。", en: "Give a layer of lines." },
  },
  "street-not-walked": {
    what: {
      zh: "“{kind}”不是步行道路，没有计入路网。",
      en: "“{kind}” is not walked along; it is left out of the streets.",
    },
    remedy: { zh: "如果可以步行，请改道路类别。", en: "Change its class if people walk there." },
  },
  "lines-noded": {
    what: {
      zh: "整理线条：接上相距 {tolerance} 米以内的端点 {joinedEnds} 处，加交叉点 {crossings} 处，去重 {duplicates} 条，去掉过短 {degenerate} 条、出头 {overshoots} 处。",
      en: "Lines were tidied: {joinedEnds} ends within {tolerance} m joined, {crossings} crossings added, {duplicates} repeated and {degenerate} too short lines and {overshoots} overshoots removed.",
    },
    remedy: {
      zh: "可以改接点容差；立交请用层级字段区分。",
      en: "The tolerance can be changed; tell overpasses by a level column.",
    },
  },
  "unit-id-made": {
    what: {
      zh: "没有编号，或编号重复，改用“{id}”。",
      en: "It has no id, or one that is taken; “{id}” is used instead.",
    },
    remedy: {
      zh: "建议在原表补上 12 位统计用区划代码。",
      en: "Better add the 12-digit statistical code to the table.",
    },
  },
  "unit-name-blank": {
    what: { zh: "没有名称，以编号代替。", en: "It has no name; its id stands for it." },
    remedy: { zh: "请补上名称。", en: "Add the name." },
  },
  "place-in-the-middle": {
    what: {
      zh: "图形不是点，位置取其外框的中点。",
      en: "Its shape is no point; it is placed in the middle of the box around it.",
    },
    remedy: {
      zh: "如果大门在另一边，请改用点图层，点标在大门处。",
      en: "If its gate is elsewhere, give points that stand at the gates.",
    },
  },
  "place-far-from-streets": {
    what: {
      zh: "离最近的可步行道路 {metres} 米，超过 {cap} 米；已入库，但步行分析不计。",
      en: "The nearest street to walk on is {metres} m away, beyond {cap} m; it is kept, but no walk reaches it.",
    },
    remedy: {
      zh: "请核对坐标，或补上通往它的道路。",
      en: "Check its coordinates, or add the way to it.",
    },
  },
  "place-outside-streets": {
    what: {
      zh: "在路网范围之外；已入库，但步行分析不计。",
      en: "It lies outside the extract of the streets; it is kept, but no walk reaches it.",
    },
    remedy: {
      zh: "请核对坐标，或导入更大范围的路网。",
      en: "Check its coordinates, or import a larger extract.",
    },
  },
  "table-not-there": {
    what: {
      zh: "文件里没有名为“{table}”的工作表或图层。",
      en: "The file has no sheet or layer called “{table}”.",
    },
    remedy: { zh: "请从文件所列的表中选一个。", en: "Choose one of those the file has." },
  },
  "no-rows": {
    what: { zh: "没有可以入库的行。", en: "There is no row to store." },
    remedy: {
      zh: "请看逐行账目里的原因，改列的对应或换文件。",
      en: "See the account of rows for the reasons; change the columns or the file.",
    },
  },
  "people-need-units": {
    what: {
      zh: "这张表按社区或乡镇列人口，研究里还没有统计单元。",
      en: "The table gives people by community or township, and the study has no units yet.",
    },
    remedy: { zh: "请先导入统计单元。", en: "Import the units first." },
  },
  "raster-cells-left-out": {
    what: {
      zh: "{negative} 个像元是负数、{dropped} 个不可能是人口数，没有计入；{noData} 个像元标为无数据。",
      en: "{negative} cells are negative and {dropped} cannot be counts of people; they are left out. {noData} cells hold no data.",
    },
    remedy: {
      zh: "请核对栅格是不是人口数量。",
      en: "Check that the raster holds counts of people.",
    },
  },
  "raster-too-dense": {
    what: {
      zh: "按这个栅格共 {people} 人，平均每平方公里 {density} 人，比任何城市都密。",
      en: "By this raster there are {people} people, {density} to the square kilometre on average: more than in any city.",
    },
    remedy: {
      zh: "请核对栅格是不是每格的人口数量，而不是高程、密度或别的量。",
      en: "Check that its values are people per cell, not heights, densities or something else.",
    },
  },
  "raster-too-even": {
    what: {
      zh: "每个像元至少 {fewest}，平均 {mean}，各处相差不大：人口不会这样分布。",
      en: "No cell has less than {fewest}, with {mean} on average: people are not spread so evenly.",
    },
    remedy: {
      zh: "请核对栅格是不是每格的人口数量，而不是高程、温度或别的量。",
      en: "Check that its values are people per cell, not heights, temperatures or something else.",
    },
  },
  "raster-bands": {
    what: {
      zh: "栅格有 {bands} 个波段，只读了第 1 个，当作总人口；其余波段（例如分年龄）没有采用。",
      en: "The raster has {bands} bands; the first was read as all people, the others (age groups, for example) are not used.",
    },
    remedy: {
      zh: "请核对第 1 波段是不是总人口；分年龄人口可在下面按占比推算，或用社区人口表导入。",
      en: "Check that band 1 counts all people; give age groups as shares below, or in a table of communities.",
    },
  },
  "raster-outside": {
    what: {
      zh: "{cells} 个像元、{people} 人在研究范围（统计单元和路网外扩 5 公里）以外，没有采用。",
      en: "{cells} cells with {people} people are outside the study (its units and streets and 5 km around); they are not used.",
    },
    remedy: { zh: "无需处理。", en: "Nothing to do." },
  },
  "raster-elsewhere": {
    what: {
      zh: "栅格里有人的像元都在研究范围以外。",
      en: "All inhabited cells of the raster are outside the study.",
    },
    remedy: {
      zh: "请核对是不是别的地方的栅格；坐标系不对时请在上面改选。",
      en: "Check that it is the raster of this place; choose the coordinate system above if it is wrong.",
    },
  },
  "raster-crs-unread": {
    what: {
      zh: "栅格没有写明能识别的坐标系。",
      en: "The raster does not name a coordinate system that is understood.",
    },
    remedy: {
      zh: "请在上面选定坐标系；栅格用自定义投影（如 Albers）的，请在 QGIS 中转成 WGS 84（EPSG:4326）后重新导出。",
      en: "Choose it above; a raster in a projection of its own (Albers, for example) is to be exported in WGS 84 (EPSG:4326) from QGIS.",
    },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
