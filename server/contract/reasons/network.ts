import type { ReasonWords } from "./wording.ts";

export const NETWORK_REASONS = {
  "repair-no-street-there": {
    what: {
      zh: "这处修补附近 25 米内没有道路，未能修补。",
      en: "There is no street within 25 m of this repair, so it was not made.",
    },
    remedy: {
      zh: "请在道路上重新选点，或撤销这处修补。",
      en: "Choose a place on a street, or undo the repair.",
    },
  },
  "repair-nothing-to-join": {
    what: {
      zh: "要连接的两处本来就是同一点，或者已经连接。",
      en: "The two places to be joined are one, or joined already.",
    },
    remedy: {
      zh: "不需要处理；也可以撤销这处修补。",
      en: "Nothing needs to be done; the repair can be undone.",
    },
  },
  "repair-nothing-crosses": {
    what: {
      zh: "这里没有尚未相通的道路交叉。",
      en: "No streets that do not yet meet cross here.",
    },
    remedy: {
      zh: "请在两条道路的交叉点上重新选点，或撤销这处修补。",
      en: "Choose the place where the two streets cross, or undo the repair.",
    },
  },
  "repair-leaves-nothing": {
    what: {
      zh: "去掉这一段后就没有道路了，未能修补。",
      en: "Leaving out this piece would leave no street at all, so it was kept.",
    },
    remedy: { zh: "请撤销这处修补。", en: "Undo the repair." },
  },
  "line-without-length": {
    what: {
      zh: "这条线没有长度，或者两端在容差之内合为一点。",
      en: "The line has no length, or both its ends fall into one place within the tolerance.",
    },
    remedy: {
      zh: "未使用；请在绘图软件中检查这条线。",
      en: "Not used; look at the line in the program it was drawn in.",
    },
  },
  "line-drawn-twice": {
    what: {
      zh: "同一条线画了两次，只用一次。",
      en: "The same line is drawn twice; it is used once.",
    },
    remedy: {
      zh: "不影响结果；可以在原数据中删去重复的一条。",
      en: "Results do not change; one of the two can be deleted at the source.",
    },
  },
  "no-walkable-lines": {
    what: {
      zh: "文件中没有可以步行的道路线。",
      en: "The file holds no line that can be walked.",
    },
    remedy: {
      zh: "请确认选对了文件，并检查道路等级一列的对应关系。",
      en: "Check that this is the right file, and how its column of street classes was read.",
    },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
