import { memo, useState } from "react";
import type { FacilityList, Study } from "#contract/study.ts";
import { count, kilometres, people, share } from "../text/numbers.ts";
import { useSpeech } from "./session.tsx";
import { droppedCount, UnusedList } from "./UnusedList.tsx";

/** What the numbers stand on, and how much of the input did not come into them. */
export const DataCheck = memo(function DataCheck(props: {
  readonly study: Study;
  readonly facilities: FacilityList | undefined;
}) {
  const { language, words } = useSpeech();
  const { study } = props;
  const [open, setOpen] = useState(false);
  const refused = study.facilities.refused;
  return (
    <section className="block check" aria-labelledby="check-title">
      <header className="block-head">
        <h3 id="check-title">{words.check.title}</h3>
        <button
          type="button"
          className="linklike"
          data-testid="unused-open"
          onClick={() => setOpen(true)}
        >
          {words.check.list}
        </button>
      </header>
      <dl className="facts">
        <div>
          <dt>{words.check.people}</dt>
          <dd>
            {words.join([
              people(study.people.total, language),
              words.check.cells(count(study.people.cells)),
            ])}
          </dd>
        </div>
        <div>
          <dt>{words.check.network}</dt>
          <dd>
            {words.join([
              kilometres(study.network.km, language),
              words.check.main(share(study.network.mainShare)),
            ])}
          </dd>
        </div>
        <div>
          <dt>{words.check.facilities}</dt>
          <dd>
            {words.check.used(count(study.facilities.snapped))}
            {refused > 0 && <b className="lacking"> {words.check.refused(count(refused))}</b>}
          </dd>
        </div>
        <div>
          <dt>{words.check.rows}</dt>
          <dd>
            {study.dropped.length === 0 ? (
              words.check.nothing
            ) : (
              <b className="lacking">{words.check.dropped(droppedCount(study))}</b>
            )}
          </dd>
        </div>
      </dl>
      <UnusedList
        open={open}
        onClose={() => setOpen(false)}
        study={study}
        facilities={props.facilities ?? []}
      />
    </section>
  );
});
