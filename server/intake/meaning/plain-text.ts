/**
 * A text as it is compared: compatibility forms (full-width letters, ㎡) made plain, in lower case, in simplified
 * characters, without spaces, line breaks and invisible characters.
 */
export function plainText(text: string): string {
  const plain = PLAIN.test(text)
    ? text
    : text.normalize("NFKC").toLowerCase().replaceAll(INVISIBLE, "");
  return plain.replaceAll(ANY_TRADITIONAL, (character) => SIMPLE.get(character) ?? character);
}

const PLAIN = /^[a-z0-9.()一-鿿]*$/;
const INVISIBLE = /[\s\u200b-\u200f\u2060\ufeff\u00ad]+/g;

/** The traditional characters that titles, services and institutions are written with; no general conversion. */
const TRADITIONAL =
  "稱称機机構构單单經经緯纬數数積积區区劃划類类務务護护園园兒儿歲岁齡龄戶户樓楼層层電电話话聯联繫系標标編编號号門门鄉乡鎮镇縣县備备註注級级別别總总廳厅養养醫医療疗" +
  "衛卫衞卫點点網网設设東东臺台長长實实員员職职業业認认證证範范圍围碼码場场農农貿贸鮮鲜飯饭館馆會会藥药產产個个萬万億亿兩两張张間间處处約约餘余無无紀纪負负責责記记" +
  "錄录屬属詳详細细況况質质辦办補补診诊託托愛爱樂乐麗丽華华龍龙蘭兰陽阳與与貳贰參叁陸陆學学習习廣广鋪铺雜杂貨货寶宝貝贝圖图書书銀银橋桥鐵铁車车發发國国條条樣样穀谷" +
  "糧粮順顺興兴達达關关馬马劉刘陳陈楊杨黃黄趙赵吳吴鄭郑謝谢許许鄧邓馮冯韓韩蔣蒋葉叶蘇苏盧卢賈贾鄒邹應应聖圣頤颐復复齒齿專专築筑佔占戰战師师親亲嬰婴購购綜综壽寿孫孙" +
  "羅罗蕭萧譚谭鐘钟陝陕";

const SIMPLE: ReadonlyMap<string, string> = new Map(
  Array.from({ length: TRADITIONAL.length / 2 }, (_, i) => [
    TRADITIONAL.charAt(2 * i),
    TRADITIONAL.charAt(2 * i + 1),
  ]),
);

const ANY_TRADITIONAL = new RegExp(`[${[...SIMPLE.keys()].join("")}]`, "g");
