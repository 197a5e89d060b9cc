import type { ThemeConfig } from "antd";

const FONT =
  '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

/** Ant Design's tokens; `large` is for readers who need bigger type. The same values stand in base.css. */
export function theme(large: boolean): ThemeConfig {
  return {
    token: {
      colorPrimary: "#1B5E8C",
      colorInfo: "#1B5E8C",
      colorSuccess: "#17756A",
      colorError: "#B5351C",
      colorWarning: "#8A5A00",
      colorText: "#1B2530",
      colorTextSecondary: "#4C5865",
      colorTextTertiary: large ? "#4C5865" : "#66717E",
      colorTextDisabled: "#9AA4AF",
      colorBorder: "#D5DBE2",
      colorBorderSecondary: "#E6EAEE",
      colorBgLayout: "#F3F5F7",
      colorBgContainer: "#FFFFFF",
      borderRadius: 4,
      borderRadiusLG: 4,
      borderRadiusSM: 3,
      fontFamily: FONT,
      fontSize: large ? 18 : 14,
      fontSizeSM: large ? 15 : 12,
      fontSizeLG: large ? 19 : 15,
      lineHeight: 1.57,
      controlHeight: large ? 44 : 32,
      controlHeightSM: large ? 40 : 26,
      motion: false,
      boxShadow: "0 1px 3px rgba(18,43,67,.10)",
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none" },
    },
  };
}
