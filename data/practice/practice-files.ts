import type { PracticeFile } from "#contract/layers.ts";
import type { DemonstrationFiles } from "../demonstration/town.ts";
import { cityStreets } from "./city-streets.ts";
import { clinicsShapefile } from "./clinics-shapefile.ts";
import { idlePremises } from "./idle-premises.ts";
import { nurseryRegister } from "./nursery-register.ts";
import { peopleTable } from "./people-table.ts";
import { readOsm, readTable } from "./read-demonstration.ts";
import { shopsFromMap } from "./shops-from-map.ts";
import { unitsInCgcs2000 } from "./units-cgcs2000.ts";

/** A file as an office might send it, to try importing with. */
export type MadePracticeFile = Omit<PracticeFile, "bytes"> & { readonly bytes: Uint8Array };

/**
 * Messy files about the demonstration district, made from its own, in the order in which a study is best filled. The
 * same files give the same bytes.
 */
export async function makePracticeFiles(
  files: DemonstrationFiles,
): Promise<readonly MadePracticeFile[]> {
  const facilities = readTable(files["facilities.csv"]);
  const map = readOsm(files["streets.osm"]);
  return [
    {
      name: "城区路网.osm",
      role: "network",
      about: {
        zh: "只有城区的道路，不含乡镇。",
        en: "The streets of the city alone, without the townships.",
      },
      bytes: cityStreets(map),
    },
    {
      name: "社区边界_CGCS2000.geojson",
      role: "units",
      about: {
        zh: "GeoJSON里写明坐标系为CGCS2000（EPSG:4490），用的是旧式crs写法。",
        en: "GeoJSON that says, in the old way, that it is in CGCS2000 (EPSG:4490).",
      },
      bytes: unitsInCgcs2000(files["units.geojson"]),
    },
    {
      name: "社区人口表.xlsx",
      role: "people",
      about: {
        zh: "没有坐标，按街道（乡镇）和社区（村）名称统计；有一个社区名写错，最后是合计行。",
        en: "No coordinates: people by the names of townships and communities, one of them misspelt, with a total in the last row.",
      },
      bytes: peopleTable(files["people.csv"], files["units.geojson"]),
    },
    {
      name: "托育机构台账2025.xls",
      role: "facilities",
      about: {
        zh: "表头在第3行，上面是合并的标题；坐标是GCJ-02，中间12行是WGS 84；托位数有的存成文本，有一处写“四十”；一家登记了两次，相距18米；一家缺经度；一家离道路412米；中间有空行，末尾有合计和填表人；带姓名、电话和身份证号（均为虚构）。",
        en: "Titles in row 3 below merged cells; GCJ-02 coordinates with 12 rows of WGS 84 in the middle; numbers kept as text and one in characters; one institution twice, 18 m apart; a blank longitude; one 412 m from any street; an empty row, a row of totals and a remark below; names, telephone and identity numbers, all fake.",
      },
      bytes: nurseryRegister(facilities, map),
    },
    {
      name: "社区卫生服务站.zip",
      role: "facilities",
      about: {
        zh: "Shapefile：CGCS2000三度带（中央子午线99°，坐标不带带号），字段名和内容为GBK编码，没有.cpg。",
        en: "A shapefile in the CGCS2000 3° zone around 99° E without zone prefix, in GBK, without .cpg.",
      },
      bytes: await clinicsShapefile(facilities),
    },
    {
      name: "便民网点_地图采集.csv",
      role: "facilities",
      about: {
        zh: "从地图采集的点位：GCJ-02，经纬度在同一列，带高德类型编码；缺的写成“[]”；有的要您认定是哪类服务，有的不是七类服务；一家采了两次，相距9米；带电话（均为假号）。",
        en: "Points collected from a map: GCJ-02, both coordinates in one column, Amap type codes, “[]” where nothing is known; services for you to decide, places that offer none of the seven, one place twice 9 m apart; telephone numbers, all fake.",
      },
      bytes: shopsFromMap(facilities),
    },
    {
      name: "闲置房源清单.csv",
      role: "premises",
      about: {
        zh: "GBK编码，GCJ-02坐标；面积有一处写“约”，改造费用以万元计，有的“待估”；一处缺经度，一处登记了两次，相距12米；带联系电话（均为假号）。",
        en: "GBK and GCJ-02; one area is “about”, costs are in ten thousand yuan or still to be estimated; a blank longitude, one house twice 12 m apart; telephone numbers, all fake.",
      },
      bytes: idlePremises(readTable(files["premises.csv"])),
    },
  ];
}
