/** The commonest family names: nine in ten people in China bear one of them. */
const SURNAMES = new Set(
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟" +
    "熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝".split(
      "",
    ),
);
const DOUBLE_SURNAMES =
  /^(?:欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|万俟)/;

/** Whether a text has the shape of a Chinese personal name: a family name and one or two characters. */
export function looksLikePersonName(text: string): boolean {
  if (!/^[一-鿿]{2,4}$/.test(text) || PLACE_OR_WORD.test(text)) return false;
  if (DOUBLE_SURNAMES.test(text)) return text.length >= 3;
  return text.length <= 3 && SURNAMES.has(text.charAt(0));
}

/** Whether a value is the name of a person or several, masked or not, written apart, or with an office in brackets. */
export function isNameOfPerson(value: string): boolean {
  const names = value
    .replaceAll(/[(（][^()（）]*[)）]/g, "")
    .trim()
    .split(/[、,，;；/]\s*|(?<=[一-鿿]{2})\s+(?=[一-鿿]{2})/);
  return names.every((name) => {
    const text = name.replaceAll(/\s/g, "");
    return looksLikePersonName(text) || MASKED_NAME.test(text) || NAME_WITH_DOT.test(text);
  });
}

const MASKED_NAME = /^[一-鿿](?:[*＊×○某]{1,2}[一-鿿]?|[一-鿿][*＊])$/;
/** Of Uyghurs, Kazakhs and others. */
const NAME_WITH_DOT = /^[一-鿿]{2,7}[·•・][一-鿿]{1,7}$/;

/** Endings of places, institutions and answers, which personal names seldom have. */
const PLACE_OR_WORD =
  /(?:[村镇乡县区市路街巷道园院所店站室厅馆楼场司庄墩寨屯堡湾沟坝滩营坪铺苑口]|社区|单位|中心|超市|医院|学校|备案|普惠|以上|以下|合格|正常|公办|民办|城镇|农村)$/;
