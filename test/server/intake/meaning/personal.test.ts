import { describe, expect, it } from "vitest";
import { guessMapping } from "../../../../server/intake/meaning/guess-mapping.ts";
import { refusePersonRegister } from "../../../../server/intake/meaning/person-register.ts";
import { isIdNumber } from "../../../../server/intake/meaning/personal-shapes.ts";
import { maskPersonal } from "../../../../server/intake/meaning/personal.ts";
import { RefusedFile } from "../../../../server/intake/refused-file.ts";
import { tableOf } from "./given-table.ts";

// GB 11643's own example number; its check digit is X by the weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2.
const ID = "11010519491231002X";
const kindOf = (title: string, values: readonly string[]) =>
  guessMapping(
    tableOf(
      [title],
      values.map((value) => [value]),
    ),
  )[0]?.personal;

describe("an identity number", () => {
  it.each([ID, ID.toLowerCase(), "620702198001011231", "620702800101123", "6207**********1234"])(
    "is %s",
    (text) => {
      expect(isIdNumber(text)).toBe(true);
    },
  );

  it.each([
    ["a wrong check digit", "110105194912310021"],
    ["a month 13", "110105194913310021"],
    ["no such region", "990105194912310021"],
    ["a unified social credit code", "91620702MA71ABCD1X"],
    ["a credit code of digits alone", "916207027895412345"],
    ["a business registration of 15 digits", "620702600012345"],
    ["a statistical code", "620702001001"],
    ["a phone", "13909361234"],
    ["asterisks", "******"],
  ])("is not %s", (_, text) => {
    expect(isIdNumber(text)).toBe(false);
  });
});

describe("a column with personal data", () => {
  it.each<[title: string, values: string[], kind: string]>([
    ["身份证号", ["", ""], "id-number"],
    ["法人身份证号码", [ID], "id-number"],
    ["号码", [ID, "x"], "id-number"],
    ["联系电话", ["8212345"], "phone"],
    ["负责人电话", [""], "phone"],
    ["手机", [""], "phone"],
    ["Tel", ["1"], "phone"],
    ["甲", ["13909361234", "139 0936 1234", "+86 13909361234"], "phone"],
    ["甲", ["0936-8212345", "(0936)8212345", "09368212345"], "phone"],
    ["甲", ["13909361234/0936-8212345", "400-810-1234"], "phone"],
    ["邮箱", ["a"], "e-mail"],
    ["甲", ["zhang@example.com"], "e-mail"],
    ["甲", ["13909361234.0", "13809361234.0"], "phone"],
    ["甲", ["张伟 13909361234", "李秀英0936-8212345", "周末关门"], "phone"],
    ["服务热线", ["8212345"], "phone"],
    ["房东", ["x"], "person-name"],
    ["对接人", ["x"], "person-name"],
    ["甲", ["张 伟", "李秀英（园长）", "王*", "阿依古丽·买买提", "刘洋、陈静"], "person-name"],
    // Two persons who look after many places.
    [
      "甲",
      Array.from(
        { length: 20 },
        (_, i) => ["张伟", "李秀英", "王芳", "刘洋", "陈静", "周敏"][i % 6] ?? "",
      ),
      "person-name",
    ],
    ["产权", ["张伟", "李秀英", "王芳"], "person-name"],
    // The last two digits are mistyped.
    ["号码", ["110105194912310021", "620702198001011299"], "id-number"],
    ["家庭住址", ["东街1号"], "home-address"],
    ["现住址", ["东街1号"], "home-address"],
    ["姓名", ["x"], "person-name"],
    ["法定代表人", ["x"], "person-name"],
    ["负责人", ["x"], "person-name"],
    ["园长", ["x"], "person-name"],
    ["户主姓名", ["x"], "person-name"],
    ["甲", ["张伟", "李秀英", "王芳", "欧阳明华", "刘洋"], "person-name"],
    ["name", ["张伟", "李秀英", "王芳", "刘洋"], "person-name"],
  ])("%s with %j holds a %s: it is not read, and shows no examples", (title, values, kind) => {
    const [guess] = guessMapping(
      tableOf(
        [title],
        values.map((value) => [value]),
      ),
    );
    expect(guess).toMatchObject({ field: null, why: "none", personal: kind, examples: [] });
  });

  it.each<[title: string, values: string[]]>([
    ["统一社会信用代码", ["91620702MA71ABCD1X", "916207027895412345"]],
    ["机构名称", ["张记小卖部", "李家村", "王府井", "金宝贝"]],
    ["名称", ["张掖", "高台", "李寨", "王阜"]],
    ["店名", ["张飞", "罗森", "全家"]],
    ["甲", ["张家村", "李家镇", "王庄社区", "高台县"]],
    ["甲", ["甘州区", "高台县", "临泽县"]],
    ["甲", ["王家庄", "李家墩", "张家寨", "赵家屯"]],
    ["产权", ["甘州区教育局", "张掖市国资委", "张伟"]],
    ["甲", ["公办", "民办", "公办"]],
    ["甲", ["普通", "普通", "普通", "普通"]],
    ["所属社区", ["东街", "金安苑", "马神庙", "康宁"]],
    ["托位数", ["120", "60"]],
    ["区划代码", ["620702001001", "620702001002"]],
    ["是否有电话", ["是"]],
    ["法人类型", ["事业法人"]],
    ["负责人职务", ["主任"]],
    ["业主委员会", ["有"]],
    ["住所", ["东街1号"]],
    ["详细地址", ["东街1号"]],
    ["邮编", ["734000"]],
    ["面积", ["1380.5", "1391"]],
    ["H3", ["8a1fb46622dffff"]],
    ["备注", ["联系人张伟，13909361234"]],
    ["osm_id", ["13030822330", "13030822331"]],
    ["full_id", ["n13030822330"]],
    ["@id", ["node/13030822330"]],
  ])("is not %s with %j", (title, values) => {
    expect(kindOf(title, values)).toBeNull();
  });
});

describe("personal data inside a text", () => {
  it.each([
    ["联系张老师13909361234，周末休息", "联系***,周末休息"],
    ["电话：0936-8212345", "电话:***"],
    [`身份证${ID}已核`, "身份证***已核"],
    ["发邮件到 zhang.san@example.com.cn", "发邮件到 ***"],
    ["热线400-810-1234", "热线***"],
    ["张伟13909361234", "***"],
    ["联系人张伟电话：139—0936—1234。", "联系人***电话:***。"],
    ["负责人：李秀英、园长 王芳", "负责人:***、园长 ***"],
    ["东街社区(0936)8212345转801", "东街社区***"],
    ["电话8212345", "电话***"],
    ["微信：zhangwei1990", "微信:***"],
    ["Tel 13909361234.", "Tel ***."],
    ["金安苑门口0086-13909361234", "金安苑门口***"],
    // One digit mistyped, so that the check digit is wrong.
    ["11010519491231003X", "***"],
    ["电话/13909361234", "电话/***"],
  ])("%s is masked", (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
  });

  it.each([
    "2023年新增托位40个",
    "编号620702001001",
    "建筑面积1391.5",
    "91620702MA71ABCD1X",
    "东街１号",
    "法人单位",
    "园长负责制",
    "业主委员会",
    "电话未装",
    "100.4512345,38.9345678",
    "node/13030822330",
    "来自 way/13909361234",
  ])("%s is left as it stands", (text) => {
    expect(maskPersonal(text)).toBe(text);
  });

  it("is masked in examples", () => {
    const [guess] = guessMapping(tableOf(["备注"], [["找张老师 13909361234"]]));
    expect(guess?.examples).toEqual(["找***"]);
  });
});

describe("a register of persons", () => {
  const refusal = (columns: readonly string[], rows: readonly (readonly string[])[]) => {
    try {
      refusePersonRegister("老人名册.xlsx", guessMapping(tableOf(columns, rows)));
    } catch (error) {
      if (error instanceof RefusedFile) return error.reason;
      throw error;
    }
    return undefined;
  };

  it("is refused, with the columns that show it", () => {
    expect(refusal(["姓名", "身份证号", "现住址"], [["张伟", ID, "东街"]])).toEqual({
      code: "people-by-person",
      values: { columns: "姓名、身份证号、现住址" },
    });
    expect(
      refusal(["姓名", "性别", "出生日期", "社区"], [["张伟", "男", "1950-01-01", "东街"]]),
    ).toBeDefined();
    expect(refusal(["甲", "乙"], [["张伟", ID]])).toBeDefined();
    expect(refusal(["老人姓名", "家庭住址"], [["张伟", "东街1号"]])).toBeDefined();
  });

  it("is not a table of institutions with the persons in charge, nor one of numbers", () => {
    expect(
      refusal(["机构名称", "法人姓名", "法人身份证号"], [["甲园", "张伟", ID]]),
    ).toBeUndefined();
    expect(
      refusal(["小区名称", "户数", "负责人", "电话"], [["金安苑", "300", "张伟", "13909361234"]]),
    ).toBeUndefined();
    expect(
      refusal(["社区", "常住人口", "0-2岁", "60岁以上"], [["东街", "3000", "90", "500"]]),
    ).toBeUndefined();
  });
});
