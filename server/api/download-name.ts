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
 * on them, service and limit, and the coordinates. Invented data are named 示例. RFC 6266: an ASCII name for those who
 * read no other.
 */
export function attachment(
  study: { readonly name: string; readonly synthetic: boolean },
  layer: Download,
  query: Walking & Limit & { readonly service: Service },
): string {
  const [limit, plainLimit] = limitsOf(query);
  const asked = layer !== "facilities";
  const plain = [
    ...(study.synthetic ? ["sample"] : []),
    layer,
    ...(asked ? [query.service, plainLimit] : []),
  ];
  const full = `${nameParts(study, layer, query.service, limit).map(fit).join("_")}_WGS84.geojson`;
  return `attachment; filename="${plain.map(fit).join("_")}_WGS84.geojson"; filename*=UTF-8''${encoded(full)}`;
}

/** The same name without an ending, for a file of any format. */
export function downloadTitle(
  study: { readonly name: string; readonly synthetic: boolean },
  layer: Download,
  query: Walking & Limit & { readonly service: Service },
): string {
  return nameParts(study, layer, query.service, limitsOf(query)[0]).map(fit).join("_");
}

function nameParts(
  study: { readonly name: string; readonly synthetic: boolean },
  layer: Download,
  service: Service,
  limit: string,
): string[] {
  const marked = study.synthetic && !study.name.includes("示例");
  return [
    ...(marked ? ["示例"] : []),
    study.name,
    LAYER_NAMES[layer],
    ...(layer === "facilities" ? [] : [SERVICE_NAMES[service], limit]),
  ];
}

function limitsOf(query: Walking & Limit): readonly [chinese: string, plain: string] {
  return query.measure === "time"
    ? [`${query.limitMinutes}分钟`, `${query.limitMinutes}min`]
    : [`${query.limitMetres}米`, `${query.limitMetres}m`];
}

function fit(part: string): string {
  return part.replaceAll(/[\s\p{Cc}/\\<>:"|?*;]+/gu, " ").trim();
}

/** A `Content-Disposition` for a file of this name, with an ASCII name for those who read no other. */
export function fileAttachment(name: string, plain: string): string {
  const ascii = plain.replaceAll(/[^\w.-]+/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded(fit(name))}`;
}

/** RFC 8187: as in addresses, and besides what `encodeURIComponent` leaves alone. */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
