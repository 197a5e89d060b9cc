import { filled } from "./grid-row.ts";

/**
 * How many of the cells are words that title columns in the tables of Chinese offices, or in downloads. It only
 * serves to find the row of the titles; what a title means is told elsewhere.
 */
export function titleWords(values: readonly string[]): number {
  return new Set(values.filter((value) => value.length <= LONGEST_TITLE && isTitleWord(value)))
    .size;
}

const LONGEST_TITLE = 24;
const BRACKETS = /[（(【[].*?[)）】\]]|[\s*＊:：]/g;
const CHINESE = new RegExp(
  "^(?:所属|所在|机构|设施|单位|企业|学校|园所|幼儿园|托育|养老|服务|详细|联系|主管|主要|经营|注册|登记|办公|常住|户籍|总|现有|备案|核定|设计|建筑|占地|使用|用地|开业|成立|批准|建设|实际|在托|在园|行政|区划|统一社会信用|机构代)*" +
    "(?:序号|编号|编码|代码|码|id|名称|全称|简称|地址|地点|位置|住所|经度|纬度|坐标|经纬度|[xy]坐标|省份?|市|地市|州|区县?|县区?|县市区|街道|街镇|镇街|乡镇|乡镇街道|镇|社区|社区村|村|村居|村社区|小区|网格|" +
    "电话|手机|联系方式|邮箱|网址|负责人|联系人|法人|法定代表人|园长|院长|姓名|性别|民族|身份证号?|出生日期|类型|类别|性质|种类|大类|中类|小类|分类|等级|级别|层级|方式|内容|范围|状态|情况|" +
    "面积|规模|数量?|床位数?|托位数?|学位数?|餐位数?|护理型床位数?|班级?数|人数|人口数?|户数|户|年龄|年份|年度|时间|日期|备注|说明|是否普惠|普惠|城乡|来源|单位|部门|工作人员|职工人数|教职工数?|用途|合计|总计|小计|男|女)(?:数|情况)?$",
  "i",
);
const LATIN =
  /^(?:(?:facility|unit|place|district|street|full|short|phone|type|geo|poi|area|gaode|amap|baidu|wgs84|gcj02|bd09|admin)[ _-]?)?(?:id|fid|no|name|address|addr|lng|lon|long|longitude|lat|latitude|x|y|type|typecode|kind|class|category|service|services|code|adcode|adname|pname|cityname|city|province|district|county|town|township|village|community|street|people|population|pop|total|households|capacity|beds|places|seats|area|phone|tel|telephone|email|website|note|notes|remarks?|date|year|level|cell|h3|geometry|wkt|location|amenity)$/i;

function isTitleWord(value: string): boolean {
  const bare = value.replaceAll(BRACKETS, "");
  return CHINESE.test(bare) || LATIN.test(value.trim());
}

/** Whether a title says nothing without the one it stands under: "总数" of "托位数", "人数" of "60岁以上". */
export function isPartTitle(title: string): boolean {
  return PART.test(title.replaceAll(BRACKETS, ""));
}

const PART =
  /^(?:其中)?(?:合计|总计|小计|共计|总数|总量|总?人数|个?数量?|(?:核定|设计|实有|现有|实际|备案|普惠|公办|民办|城镇|农村|男性?|女性?)数?|普惠性|占比|比例|比重|其他|其它)$/;

/** Whether a row has what titles do not have: amounts, coordinates, dates, telephone numbers, long codes. */
export function looksLikeData(values: readonly string[]): boolean {
  const cells = filled(values);
  const data = cells.filter((cell) => DATA.test(cell) && !/^(?:19|20)\d\d年?$/.test(cell));
  return data.length > 0 && data.length >= cells.length * 0.15;
}

const DATA =
  /^(?:[-+]?\d[\d,]*(?:\.\d+)?%?|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?.*|\+?[\d-]{7,}|(?=.*\d)[\dA-Z]{15,18}|true|false)$/i;

/** A row of units of measure under the titles: "人", "（平方米）", "—". */
export function isUnits(values: readonly string[]): boolean {
  const cells = filled(values);
  return (
    cells.length > 0 &&
    cells.every((cell) => UNIT.test(cell)) &&
    cells.some((cell) => /[^—–-]/.test(cell))
  );
}

const UNIT =
  /^(?:单位[:：])?[（(]?(?:万?人|[个张座家所处间户套栋年岁天月米元度名亩]|人次|公里|千米|平方米|平方公里|公顷|万元|万?平方米|㎡|m2|m²|km2?|km²|ha|m|%|％|‰|[—–-]+|\/)[)）]?$/i;

/** A row that numbers the columns under the titles: 甲 乙 1 2 3. */
export function isColumnNumbers(values: readonly string[], width: number): boolean {
  const cells = filled(values).map((cell) => cell.replaceAll(/[（()）]/g, ""));
  if (cells.length < Math.max(3, width * 0.8)) return false;
  const numbers = cells.filter((cell) => !/^[甲乙丙丁戊A-F]$/.test(cell)).map(Number);
  return (
    numbers.length >= 2 && numbers.every((number, i) => number === i + (numbers[0] === 0 ? 0 : 1))
  );
}
