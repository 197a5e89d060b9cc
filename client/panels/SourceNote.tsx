import type { ReactNode } from "react";
import type { Tally } from "#contract/coverage.ts";
import {
  checksum,
  count,
  metres,
  peopleCount,
  share,
  speed,
  wholeMinutes,
} from "../text/numbers.ts";
import type { Language } from "../text/language.ts";
import type { Words } from "../text/zh.ts";
import { PopoverButton } from "../ui/PopoverButton.tsx";
import { useSpeech } from "./session.tsx";
import { speedRange, type Shown } from "./shown.ts";

/** A share with its source: the formula, the numbers in it, the rule for unknown, and the files behind it. */
export function SourceNote(props: {
  readonly shown: Shown;
  readonly tally: Tally;
  readonly limitMinutes: number;
  /** From slower to faster walkers; undefined until both are known. */
  readonly range: string | undefined;
  readonly children: ReactNode;
}) {
  const { language, words } = useSpeech();
  const { range } = props;
  const lines = () => [
    ...sourceLines(props.shown, props.tally, props.limitMinutes, language, words),
    ...(range === undefined ? [] : [rangeLine(props.shown, range, language, words)]),
  ];
  const content = () => (
    <div className="source">
      <h3>{words.source.title}</h3>
      <p className="source-formula">{words.source.formula}</p>
      <p className="source-sum">{sum(props.tally)}</p>
      <dl>
        {lines().map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{words.source.note}</p>
      <button
        type="button"
        className="button"
        onClick={() => void navigator.clipboard.writeText(asText(props.tally, lines(), words))}
      >
        {words.act.copy}
      </button>
    </div>
  );
  return (
    <PopoverButton
      className="sourced"
      align="left"
      name={words.source.title}
      hint={words.source.open}
      content={content}
    >
      {props.children}
    </PopoverButton>
  );
}

function sourceLines(
  { study, question, ground }: Shown,
  tally: Tally,
  limitMinutes: number,
  language: Language,
  words: Words,
): (readonly [string, string])[] {
  const cap = metres(study.snapCap, language);
  return [
    [words.source.limit, `${wholeMinutes(limitMinutes, language)} (${words.source.inclusive})`],
    [
      words.source.speed,
      `${words.profile[question.profile]} ${speed(ground.surface.speed, language)}`,
    ],
    [words.source.direction, words.direction[question.direction]],
    [words.source.unknown, `${peopleCount(tally.unknown)}: ${words.source.unknownRule(cap)}`],
    ...study.inputs.map((input): readonly [string, string] => [
      words.role[input.role],
      `${input.name} (${checksum(input.sha256)})`,
    ]),
    [words.source.grid, words.source.cells(study.resolution, count(study.people.cells))],
  ];
}

function rangeLine(
  { question }: Shown,
  range: string,
  language: Language,
  words: Words,
): readonly [string, string] {
  const { slow, fast } = speedRange(question);
  return [words.figures.range(slow.toFixed(1), speed(fast, language)), range];
}

function sum(tally: Tally): string {
  const { covered, gap } = tally;
  return `${peopleCount(covered)} ÷ ${peopleCount(covered + gap)} = ${share(tally.share)}`;
}

function asText(tally: Tally, lines: readonly (readonly [string, string])[], words: Words): string {
  const rows = lines.map(([name, value]) => `${name}: ${value}`);
  return [words.source.formula, sum(tally), ...rows, words.source.note].join("\n");
}
