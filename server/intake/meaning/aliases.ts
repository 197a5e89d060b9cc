import type { PlainField } from "#contract/fields.ts";

/**
 * What columns are called in the tables of offices, by field, as `plainText` leaves them without punctuation. Where
 * several columns of a table bear names of one field, the name that stands first here is taken. Of the initials of
 * pinyin only those that say one thing: rl may be 容量 or 热量, cws 床位数, 餐位数 or 车位数, lx 类型 or 联系.
 */
export const ALIASES: Readonly<Record<PlainField, string>> = {
  id:
    "id 编号 唯一编号 唯一编码 标识码 唯一标识 设施编号 设施编码 设施代码 机构编号 机构编码 网点编号 网点编码 园所编号 站点编号 单元编号 单元编码 用房编号 房屋编号 房产编号 资产编号 资产编码 " +
    "uid poiid facilityid osmid fullid code 代码 编码 学校标识码 园所代码 机构代码 组织机构代码 单位代码 统一社会信用代码 社会信用代码 信用代码",
  name:
    "名称 机构名称 单位名称 设施名称 网点名称 幼儿园名称 园所名称 托育机构名称 养老机构名称 医疗机构名称 卫生机构名称 机构全称 单位全称 " +
    "全称 园名 园所 校名 学校名称 店名 店铺名称 门店名称 商户名称 企业名称 公司名称 场所名称 站点名称 服务站名称 服务点名称 中心名称 " +
    "市场名称 超市名称 食堂名称 poi名称 标题 单元名称 小区名称 楼盘名称 小区 name 名字 facilityname facility title namezh 机构 单位 设施 " +
    "网点 幼儿园 托育机构 养老机构 简称 用房名称 房屋名称 房产名称 资产名称 物业名称 nameen dwmc jgmc mc",
  service:
    "服务类别 服务类型 服务 服务种类 设施类别 设施类型 设施种类 机构类别 机构类型 网点类型 网点类别 业态 业态类型 业态名称 场所类型 类型 类别 " +
    "种类 分类 养老服务类型 服务项目 服务内容 提供服务 服务功能 功能 小类 中类 大类 poi类型 poi分类 高德分类 高德类型 行业类别 service services servicetype " +
    "category type kind fclass class poitype lb",
  typecode:
    "typecode 类型编码 分类编码 类型代码 分类代码 类别代码 高德类型编码 高德分类编码 高德编码 poi类型编码 poi分类编码 poicode",
  "osm-amenity": "amenity",
  "osm-shop": "shop",
  "osm-healthcare": "healthcare",
  "osm-social-facility": "socialfacility",
  lng:
    "经度 lng lon long longitude 经度坐标 坐标经度 地理经度 经度值 经度x x经度 wgs84经度 横坐标 东坐标 东向坐标 东距 easting x坐标 坐标x x坐标值 " +
    "pointx coordx xcoord lngx 高德经度 百度经度 x e jd",
  lat:
    "纬度 lat latitude 纬度坐标 坐标纬度 地理纬度 纬度值 纬度y y纬度 wgs84纬度 纵坐标 北坐标 北向坐标 北距 northing y坐标 坐标y y坐标值 " +
    "pointy coordy ycoord laty 高德纬度 百度纬度 y n wd",
  position:
    "经纬度 经纬度坐标 坐标经纬度 经纬坐标 坐标 地理坐标 位置坐标 坐标位置 坐标值 gps gps坐标 定位 location lnglat latlng lonlat latlon " +
    "coordinates coordinate coord position wkt 位置",
  address:
    "详细地址 地址 机构地址 单位地址 设施地址 网点地址 园所地址 幼儿园地址 办园地址 学校地址 店铺地址 具体地址 标准地址 门牌地址 经营地址 经营场所 " +
    "服务地址 办公地址 实际地址 注册地址 住所 坐落 坐落位置 房屋坐落 房产坐落 具体位置 地理位置 所在位置 所在地 地点 位置 通讯地址 address addr addrfull fulladdress dz xxdz",
  unit:
    "所属社区 所在社区 社区名称 社区 社区村 村社区 村居 村居名称 社区居委会 居委会 所属村居 所属村 行政村 村名 村委会 所属社区村 所属小区 " +
    "所属网格 所属单元 统计单元 所属街道 所在街道 街道名称 街道 乡镇街道 街道乡镇 镇街 所属乡镇街道 所属乡镇 乡镇 乡镇名称 所属镇街 " +
    "所属区域 所属辖区 辖区 所属县区 县区 区县 行政区 行政区划 县市区 community neighbourhood neighborhood township subdistrict district parentunit sqmc xzqmc",
  "unit-code":
    "统计用区划代码 统计区划代码 统计用区划码 行政区划代码 行政区划编码 区划代码 区划编码 区划码 社区代码 社区编码 村居代码 村居委会代码 村代码 居委会代码 " +
    "街道代码 乡镇代码 行政代码 单元代码 adcode unitcode communitycode districtcode regioncode xzqdm",
  level: "层级 级别 行政级别 行政层级 单元级别 level adminlevel",
  "urban-rural":
    "城乡分类代码 城乡分类 城乡代码 城乡类型 城乡属性 城乡划分 城乡类别 城乡 urbanrural",
  capacity:
    "容量 规模 capacity 可容纳人数 容纳人数 核定人数 设计容量 服务容量 容纳量 学位数 学位 学位总数 核定学位 核定学位数 设计学位 设计学位数",
  "childcare-places":
    "托位数 托位 可提供托位 可提供托位数 提供托位数 提供托位 托位总数 总托位数 托位数量 核定托位 核定托位数 设置托位数 设置托位 实有托位 " +
    "实有托位数 设计托位数 备案托位数 备案托位 开设托位数 childcareplaces 收托规模 tws",
  beds:
    "床位数 床位 床位总数 总床位数 床位数量 实有床位 实有床位数 核定床位 核定床位数 开放床位 开放床位数 养老床位 养老床位数 机构床位数 设置床位 " +
    "设置床位数 实际床位数 编制床位 编制床位数 床位规模 beds bedcount",
  "nursing-beds":
    "护理型床位 护理型床位数 护理床位 护理床位数 其中护理型床位 其中护理型床位数 其中护理型 护理型 护理型养老床位 nursingbeds",
  "meal-seats":
    "餐位 餐位数 餐位数量 就餐座位 就餐座位数 就餐位 就餐位数 座位数 同时就餐人数 mealseats seats",
  staff:
    "职工数 职工人数 教职工数 教职工人数 教职工 从业人员 从业人员数 从业人数 工作人员 工作人员数 员工数 员工人数 职工总数 人员数 在职人数 " +
    "staff employees",
  "floor-area":
    "建筑面积 总建筑面积 建筑总面积 房屋建筑面积 设施建筑面积 园舍建筑面积 校舍建筑面积 用房建筑面积 房屋面积 建面 " +
    "用房面积 闲置面积 闲置建筑面积 可用面积 可利用面积 使用面积 floorarea buildingarea gfa jzmj",
  "site-area":
    "占地面积 用地面积 总占地面积 总用地面积 园区占地面积 校园占地面积 土地面积 sitearea landarea zdmj",
  "outdoor-area":
    "室外活动场地面积 户外活动场地面积 室外活动面积 户外活动面积 活动场地面积 室外场地面积 户外场地面积 运动场地面积 室外面积 户外面积 outdoorarea",
  enrolled:
    "在园幼儿数 在园幼儿 在园幼儿人数 在园人数 在园儿童数 在园儿童 幼儿人数 幼儿数 在托人数 在托婴幼儿数 在托婴幼儿人数 在托婴幼儿 在托儿童数 " +
    "实际在托人数 实际收托人数 实际收托数 收托人数 收托数 入托人数 实际入托人数 在读人数 在校生数 在校学生数 学生数 在院人数 入住人数 入住老人数 入住老人 在住老人数 在住人数 " +
    "收住人数 收住老人数 enrolled enrolment enrollment pupils",
  inclusive:
    "是否普惠 普惠 普惠性 是否普惠性 是否普惠园 是否普惠性幼儿园 是否普惠性机构 是否为普惠 普惠情况 普惠性质 普惠认定 普惠类型 普惠园 inclusive " +
    "办园性质 办学性质 园所性质 公办民办 公办或民办",
  registered:
    "是否备案 备案 备案状态 备案情况 是否已备案 已备案 是否登记备案 是否登记 registered 备案编号 备案号",
  year: "年份 年度 统计年份 统计年度 数据年份 数据年度 填报年度 年 year 统计时间 数据时间 填报时间 更新时间 更新日期",
  note: "备注 备注说明 备注信息 备考 说明 情况说明 简介 描述 其他 note notes remark remarks comment comments description bz",
  "premises-kind":
    "用房性质 用房类型 用房类别 房屋性质 房屋类型 房屋类别 房产类型 资产类型 资产类别 闲置类型 规划用途 原用途 现状用途 premiseskind",
  "owned-by":
    "产权单位 权属单位 产权所有单位 产权归属 权属 所有权单位 产权 权利单位 管理单位 ownedby",
  rent: "租金 年租金 月租金 租金标准 租赁价格 出租价格 rent rental",
  cost: "启用费用 改造费用 改造成本 改造投资 启用成本 装修费用 改造估算 估算费用 投资估算 cost conversioncost",
  cell: "cell h3 h3index h3cell h3id hex hexid cellid h3编码 六边形编号",
  people:
    "常住人口 常住人口数 常住总人口 常住人口总数 人口数 人口 总人口 总人口数 人口总数 人口合计 人口数量 总人数 人数 实有人口 实有人口数 居住人口 " +
    "居民人数 居民数 户籍人口 户籍人口数 people population pop totalpopulation totalpop poptotal czrk",
  households:
    "户数 总户数 居民户数 常住户数 家庭户数 家庭户 住户数 户籍户数 常住家庭户数 households hh",
  storeys:
    "层数 楼层数 总层数 地上层数 建筑层数 楼层 storeys storys floors buildinglevels 地上楼层",
  "street-name": "道路名称 道路名 路名 街路名称 街巷名称 路段名称 道路 roadname streetname",
  "street-level":
    "道路层级 立交层级 高程层级 层 layer zlevel 桥隧 是否桥梁 桥梁 bridge 是否隧道 隧道 tunnel zorder",
  "street-class":
    "道路等级 道路类型 道路类别 道路级别 路型 highway roadclass roadtype 技术等级 公路等级 等级 级别",
};
