/** Traditional characters that headings of policy documents are written with, each before its simplified one. */
const PAIRS =
  "動动標标務务點点項项體体總总則则導导組组織织領领實实強强統统籌筹監监測测計计劃划規规範范設设補补進进優优質质類类級级業业產产養养託托兒儿護护醫医療疗衛卫樂乐區区鄉乡鎮镇" +
  "縣县資资財财稅税貿贸費费價价專专負负責责與与發发經经濟济環环營营場场數数據据網网絡络電电訊讯聯联對对應应機机構构長长遠远關关係系內内結结單单頭头開开闢辟創创製制學学習习" +
  "師师訓训練练認认證证職职權权議议處处備备註注際际國国門门間间題题階阶層层傳传廣广視视聽听讀读書书館馆藝艺術术農农糧粮貧贫脫脱貼贴獎奖勵励懲惩擇择擴扩寬宽減减輕轻擔担報报" +
  "審审辦办簡简評评勢势協协調调節节銜衔參参歷历歸归連连續续達达適适運运輸输轉转銀银險险債债東东風风華华龍龙馬马雲云氣气熱热燈灯煙烟無无礙碍殘残嬰婴齡龄歲岁婦妇眾众戶户屬属" +
  "從从後后舊旧復复徵征態态恆恒幾几";

const SIMPLE: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, i) => [
    PAIRS.charAt(2 * i),
    PAIRS.charAt(2 * i + 1),
  ]),
);

/** As far as these go; it serves to compare headings, not to convert texts. */
export function simplified(text: string): string {
  return text.replaceAll(/./gu, (character) => SIMPLE.get(character) ?? character);
}
