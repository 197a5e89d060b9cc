import type { Limit, Walking } from "#contract/question.ts";
import type { Service } from "#core/vocabulary.ts";

/** The layers of a study that can be downloaded. */
export const DOWNLOADS = ["gaps", "cells", "catchments", "facilities"] as const;
export type Download = (typeof DOWNLOADS)[number];

const LAYER_NAMES: Readonly<Record<Download, string>> = {
  gaps: "服务缺口",
  cells: "步行可达",
  catchments: "服务范围",
  facilities: "设施",
};

const SERVICE_NAMES: Readonly<Record<Service, string>> = {
  childcare: "托育",
  kindergarten: "幼儿园",
  "elderly-care": "日间照料",
  meal: "助餐点",
  clinic: "卫生服务站",
  convenience: "便利店",
  market: "菜市场",
};

/**
 * A `Content-Disposition` that names the file after what is in it: study, layer and, where the layer depends
 * on them, service and limit. Invented data are named 示例. RFC 6266: an ASCII name for those who read no other.
 */
export function attachment(
  study: { readonly name: string; readonly synthetic: boolean },
  layer: Download,
  query: Walking & Limit & { readonly service: Service },
): string {
  const { measure, service } = query;
  const limit =
    measure === "time"
      ? ([`${query.limitMinutes}分钟`, `${query.limitMinutes}min`] as const)
      : ([`${query.limitMetres}米`, `${query.limitMetres}m`] as const);
  const marked = study.synthetic && !study.name.includes("示例");
  const asked = layer !== "facilities";
  const full = [
    ...(marked ? ["示例"] : []),
    study.name,
    LAYER_NAMES[layer],
    ...(asked ? [SERVICE_NAMES[service], limit[0]] : []),
  ];
  const plain = [
    ...(study.synthetic ? ["sample"] : []),
    layer,
    ...(asked ? [service, limit[1]] : []),
  ];
  const fit = (parts: readonly string[]): string =>
    `${parts.map((part) => part.replaceAll(/[\s\p{Cc}/\\<>:"|?*;]+/gu, " ").trim()).join("_")}.geojson`;
  return `attachment; filename="${fit(plain)}"; filename*=UTF-8''${encoded(fit(full))}`;
}

/** A `Content-Disposition` for a file of this name, with an ASCII name for those who read no other. */
export function fileAttachment(name: string, plain: string): string {
  const clean = name.replaceAll(/[\s\p{Cc}/\\<>:"|?*;]+/gu, " ").trim();
  const ascii = plain.replaceAll(/[^\w.-]+/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded(clean)}`;
}

/** RFC 8187: as in addresses, and besides what `encodeURIComponent` leaves alone. */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
