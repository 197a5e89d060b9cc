import type { Assessment } from "#contract/policy/compliance.ts";
import type { Study } from "#contract/study.ts";
import { WALKERS, type Service } from "#contract/vocabulary.ts";
import { useCoverageTally } from "../../api/policy.ts";
import { writeAddress } from "../../plan/address.ts";
import { scopeName, tallyOf } from "../../plan/policy/scopes.ts";
import { ask } from "../../plan/view.ts";
import { MISSING, share, speed, wholeMinutes } from "../../text/numbers.ts";
import { Glyph } from "../Glyph.tsx";
import { SpatialLink } from "../spatial/SpatialLink.tsx";
import { useSession, useSpeech, useView } from "../session.tsx";
import { servicesOf } from "../shown.ts";

/** Walking access in one line, apart from the indicators and never judged: our own measurement. */
export function SpatialLine(props: {
  readonly study: Study;
  /** Whose figures are told. */
  readonly result: string;
  /** What the page assesses; the whole study until that is known. */
  readonly scope: Assessment | undefined;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const now = useView((it) => it);
  const { study, scope } = props;
  const text = words.policy.spatial;
  return (
    <section className="spatial-line" aria-labelledby="spatial-line-title">
      <header>
        <h2 className="family" id="spatial-line-title">
          {text.title}
        </h2>
        <span className="quiet">
          {words.join([
            text.note,
            text.share,
            ...(scope ? [scopeName(scope)] : []),
            words.spatial.walk(wholeMinutes(now.limitMinutes, language)),
            `${words.profile[now.profile]} ${speed(WALKERS[now.profile].speed, language)}`,
          ])}
        </span>
        <a
          className="to-map"
          href={writeAddress({ ...now, page: "overview" })}
          onClick={(event) => {
            event.preventDefault();
            view.set((it) => ({ ...it, page: "overview" }));
          }}
        >
          {words.policy.act.toMap} ›
        </a>
        <SpatialLink study={study} />
      </header>
      <div className="spatial-figures">
        {servicesOf(study).map((service) => (
          <ServiceFigure key={service} result={props.result} scope={scope} service={service} />
        ))}
      </div>
    </section>
  );
}

function ServiceFigure(props: {
  readonly result: string;
  readonly scope: Assessment | undefined;
  readonly service: Service;
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const profile = useView((it) => it.profile);
  const direction = useView((it) => it.direction);
  const limitMinutes = useView((it) => it.limitMinutes);
  const { scope, service } = props;
  const coverage = useCoverageTally({
    study: props.result,
    service,
    profile,
    direction,
    limitMinutes,
  });
  const tally =
    coverage.data &&
    (scope === undefined || scope.scope.code === null
      ? coverage.data.all
      : tallyOf(coverage.data.units, scope.places));
  const text = words.policy.spatial;
  return (
    <button
      type="button"
      className="spatial-figure"
      data-testid={`spatial-${service}`}
      title={text.of(words.service[service])}
      onClick={() => view.set((it) => ({ ...ask(it, { service }), page: "overview" }))}
    >
      <span className="spatial-service">
        <Glyph service={service} />
        {words.service[service]}
      </span>
      {tally === undefined ? (
        <b>
          {MISSING} <small>{coverage.isError ? words.spatial.failed : words.spatial.waiting}</small>
        </b>
      ) : (
        <b>{tally.share === null ? `${MISSING} ${text.unknown}` : share(tally.share)}</b>
      )}
    </button>
  );
}
