import type { Run } from "#contract/policy/report.ts";
import { column, sentence, strong, type Draft } from "./draft.ts";
import { reachPicture, type ServiceReach } from "./facts.ts";
import { reachTitle } from "./picture-titles.ts";
import { area, people, peopleCount, share, shareRange } from "./say-number.ts";
import type { Scope } from "./scope.ts";

/** 步行可达情况 of some services: people reached and not, the largest gaps, a map of each. */
export function writeReach(draft: Draft, scope: Scope, reach: readonly ServiceReach[]): void {
  draft.say(methodSaid(scope));
  for (const one of reach) {
    draft.say(reachSaid(scope, one));
    if (one.gaps.length > 0)
      draft.table(
        `${scope.goal(one.service)}步行缺口（人口最多的${one.gaps.length}处）`,
        [
          column("序号", 8, "center"),
          column("位置", 46),
          column("缺口人口（人）", 22, "right"),
          column("面积", 24, "right"),
        ],
        one.gaps.map((gap, i) => [
          String(i + 1),
          gap.name,
          peopleCount(gap.people),
          area(gap.squareKilometres),
        ]),
      );
    const key = reachPicture(one.service);
    const size = scope.facts.pictures.get(key);
    if (size === undefined) continue;
    const title = reachTitle(scope, one.service, scope.facts.walking.minutes);
    draft.picture(
      key,
      size,
      title,
      `${title}：能走到${people(one.covered)}，走不到${people(one.gap)}，暂不判断${people(one.unknown)}。${size.said}`,
    );
  }
}

/** All services in one table. */
export function reachTable(draft: Draft, scope: Scope): void {
  draft.table(
    `各类服务${scope.facts.walking.minutes}分钟步行可达情况（空间测算，不是政策指标）`,
    [
      column("服务", 24),
      column("设施", 10, "right"),
      column("可达人口（人）", 17, "right"),
      column("缺口人口（人）", 17, "right"),
      column("未知（人）", 14, "right"),
      column("步行可达率", 15, "right"),
      column("慢—快", 22, "right"),
    ],
    scope.reach.map((one) => [
      scope.service(one.service),
      String(one.facilities),
      peopleCount(one.covered),
      peopleCount(one.gap),
      peopleCount(one.unknown),
      share(one.share),
      shareRange(one.slow, one.fast),
    ]),
    "步行可达率＝可达人口÷（可达人口＋缺口人口），不含未知；慢—快为步速减、增五分之一时的数。",
  );
}

function methodSaid({ facts: { walking } }: Scope): Run[] {
  return sentence`以下为按步行路网测算的结果，步行上限${walking.minutes}分钟，步速${walking.normal.toFixed(2)}米/秒，是空间测算，不是政策指标，不作达标评判。`;
}

function reachSaid(scope: Scope, one: ServiceReach): Run[] {
  const [name, goal] = [scope.service(one.service), scope.goal(one.service)];
  const { minutes } = scope.facts.walking;
  if (one.facilities === 0 && one.covered === 0)
    return sentence`${strong(name)}：数据中没有${goal}，${people(one.people)}均未计为可达，其中暂不判断的${people(one.unknown)}。`;
  const judged =
    one.share === null
      ? sentence`没有可判断的人口，步行可达率不计算。`
      : sentence`步行可达率${strong(share(one.share))}（不含暂不判断的人口）${rangeSaid(one)}。`;
  return sentence`${strong(name)}：${scope.name}${people(one.people)}中，步行${minutes}分钟内能走到${goal}的${strong(people(one.covered))}，走不到的${strong(people(one.gap))}，资料不足、暂不判断的${strong(people(one.unknown))}；${judged}${largestSaid(one, minutes)}`;
}

function rangeSaid({ slow, fast }: ServiceReach): string {
  return slow === null || fast === null ? "" : `，步速减、增五分之一时为${shareRange(slow, fast)}`;
}

function largestSaid({ gaps, gap }: ServiceReach, minutes: number): Run[] {
  const [largest] = gaps;
  if (largest === undefined)
    return gap === 0 ? sentence`没有缺口：可判断的人口${minutes}分钟内都能走到。` : [];
  return sentence`缺口最大的一处在${largest.name}，${strong(people(largest.people))}。`;
}
