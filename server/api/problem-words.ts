import type { ProblemCode } from "./errors.ts";

/** What a problem says in Chinese. */
interface ChineseWords {
  readonly what: string;
  readonly remedy: string;
}

/** In Chinese what is wrong and what to do, where a refusal has no words of its own. */
export function inChinese(code: ProblemCode): ChineseWords {
  const [what, remedy] = WORDS[code];
  return { what, remedy };
}

const DOCS = "可用的地址和参数见 /api/docs。";

const WORDS: Readonly<Record<ProblemCode, readonly [what: string, remedy: string]>> = {
  "invalid-parameter": ["请求的参数不对。", DOCS],
  "invalid-form": ["表单不完整，或者有这里不用的内容。", "请按 /api/docs 的说明重新填写后再发送。"],
  "bad-request": ["请求读不懂。", DOCS],
  "foreign-host": [
    "本服务只接受本机访问。",
    "请用 http://127.0.0.1 打开；要供其他电脑使用，请设置 HOST。",
  ],
  "foreign-page": ["请求来自别的网站的网页，没有执行。", "请在本服务自己的网页上操作。"],
  "no-such-address": ["没有这个地址，或者地址里的名称太长。", DOCS],
  "no-such-study": ["没有这个研究，可能已被删除。", "请从研究列表（/api/studies）中选择。"],
  "no-such-facility": ["这个研究里没有这个设施。", "请从这个研究的设施中选择。"],
  "no-such-job": [
    "没有这项任务。",
    "服务器停止后任务不再保留，请在研究列表（/api/studies）中查看结果。",
  ],
  "no-such-import": ["没有这个导入。", "请在所属研究的导入列表中查找。"],
  "no-such-layer": ["这个研究里没有这个图层或版本。", "现有的图层和版本见 /api/studies/…/layers。"],
  "no-such-template": ["没有这个模板，可能已被删除。", "现有的模板见 /api/templates。"],
  "no-such-practice-file": ["没有这个练习文件。", "示例研究做好后，练习文件列在 /api/practice。"],
  "no-such-unit": ["这个研究里没有这个地区。", "请从这个研究的统计单元中选择。"],
  "no-such-document": ["没有这份政策文件。", "请从政策文件列表中选择。"],
  "no-such-snapshot": ["没有这份快照。", "请从这个研究的快照列表中选择。"],
  "no-such-attestation": ["没有这条佐证。", "请从这个研究的佐证列表中选择。"],
  "no-such-value": ["没有这个标准值。", "请从标准值列表中选择。"],
  "no-text": ["还没有附上这份文件的文本。", "请先附上文本再查看。"],
  "no-such-report": ["没有这份报告。", "这个研究的报告见 /api/studies/…/reports。"],
  "no-such-picture": ["图已不再保留。", "请重新预览。"],
  "no-such-scenario": ["没有这个方案，可能已被删除。", "现有的方案见 /api/studies/…/scenarios。"],
  "no-such-plan": ["没有这份选址结果。", "现有的选址结果见 /api/studies/…/siting-plans。"],
  "wrong-method": ["这个地址不能这样请求。", DOCS],
  "too-slow": ["请求没有在限定的时间内传完。", "请换用更快的网络，或者发送小一些的文件。"],
  conflict: ["内容已被他人改动，您的改动没有保存。", "请查看新版后再改。"],
  "no-result": ["这个研究还没有结果。", "请先导入缺少的数据；缺什么见 /api/studies/…/layers。"],
  "no-streets": ["这个研究还没有路网。", "请先导入 OpenStreetMap 路网或道路线。"],
  incomplete: ["数据还没有齐，不能计算。", "请先导入缺少的图层。"],
  "not-waiting": ["这个导入现在不能改。", "请刷新后查看它的状态。"],
  "practice-only": [
    "练习文件是虚构数据，只能导入练习研究。",
    "请新建练习研究，或者导入自己的文件。",
  ],
  blocked: ["还有问题没有定，不能入库。", "请先就列出的问题作出决定。"],
  "demonstration-stays": ["示例研究不能删除。", "只能删除用自己的文件建立的研究。"],
  "built-in": ["随程序带来的文件不能改动。", "请用另一个编号添加文件。"],
  "too-large": ["请求太大。", "请裁剪或拆分后再发送。"],
  "not-a-form": [
    "内容的类型不对。",
    "文件请用 multipart/form-data 发送，其他内容请用 application/json 发送。",
  ],
  "unusable-input": ["内容不能用，没有存入任何数据。", "请按所列问题改正后重试。"],
  "damaged-study": [
    "研究的文件已损坏或缺失，打不开。",
    "请删除后用原始文件重新导入，或从备份恢复数据文件夹。",
  ],
  "disk-full": [
    "服务器的磁盘已满，没有完成；以前存入的数据没有丢失。",
    "请清理磁盘，或者用 YIKEZHONG_HOME 指定另一块磁盘上的文件夹。",
  ],
  fault: ["服务器程序内部出错。", "详情见服务器日志。"],
  preparing: ["示例研究还在准备。", "请等 /api/health 返回状态 200 后再试。"],
  "database-away": ["数据库现在用不了。", "请检查数据库服务是否正常、磁盘是否已满，然后重试。"],
};
