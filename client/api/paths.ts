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
