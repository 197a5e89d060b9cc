import type { LimitedQuestion, Question } from "../plan/question.ts";

/** The layers a study offers for download. */
export const DOWNLOADS = ["gaps", "cells", "catchments", "facilities"] as const;
export type Download = (typeof DOWNLOADS)[number];

export const HEALTH = "/api/health";
export const STUDIES = "/api/studies";

export function studyPath(study: string): string {
  return `${STUDIES}/${encodeURIComponent(study)}`;
}

export function jobPath(job: string): string {
  return `/api/jobs/${encodeURIComponent(job)}`;
}

export function layersPath(study: string): string {
  return `${studyPath(study)}/layers`;
}

export function importsPath(study: string): string {
  return `${studyPath(study)}/imports`;
}

export function importPath(id: string): string {
  return `/api/imports/${encodeURIComponent(id)}`;
}

export function accountPath(importId: string): string {
  return `${importPath(importId)}/account.csv`;
}

export function networkCheckPath(study: string): string {
  return `${studyPath(study)}/network-check`;
}

export const TEMPLATES = "/api/templates";
export const PRACTICE = "/api/practice";

export function practicePath(name: string): string {
  return `${PRACTICE}/${encodeURIComponent(name)}`;
}

/** What a layer can be downloaded as. */
export const LAYER_FORMATS = ["geojson", "geopackage", "shapefile", "csv"] as const;
export type LayerFormat = (typeof LAYER_FORMATS)[number];

interface VersionName {
  readonly layer: string;
  readonly version: number;
}

export function versionFilePath(
  study: string,
  version: VersionName,
  format: LayerFormat,
  crs: string,
): string {
  return withQuery(`${versionPath(study, version)}/file`, { format, crs });
}

export function versionAccountPath(study: string, version: VersionName): string {
  return `${versionPath(study, version)}/account.csv`;
}

function versionPath(study: string, { layer, version }: VersionName): string {
  return `${layersPath(study)}/${encodeURIComponent(layer)}/${version}`;
}

export function surfacePath(question: Question): string {
  return withQuery(`${studyPath(question.study)}/surface`, surfaceQuery(question));
}

export function gapsPath(question: LimitedQuestion): string {
  return withQuery(`${studyPath(question.study)}/gaps`, limitedQuery(question));
}

export function downloadPath(question: LimitedQuestion, layer: Download): string {
  return withQuery(
    `${studyPath(question.study)}/downloads/${layer}.geojson`,
    limitedQuery(question),
  );
}

/** The same in a format and a coordinate system of choice. */
export function downloadFilePath(
  question: LimitedQuestion,
  layer: Download,
  format: LayerFormat,
  crs: string,
): string {
  return withQuery(`${studyPath(question.study)}/downloads/${layer}/file`, {
    ...limitedQuery(question),
    format,
    crs,
  });
}

export function catchmentPath(question: LimitedQuestion, facility: string): string {
  const { service: _, ...walking } = limitedQuery(question);
  return withQuery(`${studyPath(question.study)}/catchment`, { facility, ...walking });
}

export function walkPath(question: LimitedQuestion, lng: number, lat: number): string {
  const { service: _, ...walking } = limitedQuery(question);
  return withQuery(`${studyPath(question.study)}/walk`, { lng, lat, ...walking });
}

function surfaceQuery({ service, profile, direction, speed }: Question) {
  return { service, profile, direction, ...(speed !== undefined && { speed }) };
}

function limitedQuery(question: LimitedQuestion) {
  return { ...surfaceQuery(question), limitMinutes: question.limitMinutes };
}

function withQuery(path: string, query: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]);
  return `${path}?${new URLSearchParams(pairs)}`;
}
