import type { Proposal } from "#contract/import.ts";
import { AGES } from "../../plan/mapping.ts";
import { ageGroup } from "../../text/words.ts";
import { count, people } from "../../text/numbers.ts";
import { Choice } from "../../ui/Choice.tsx";
import { TextBox } from "../../ui/TextBox.tsx";
import { useSpeech } from "../session.tsx";
import type { Deciding } from "./deciding.ts";
import { STEP_PLACE } from "./StepLine.tsx";
import { UnitChoices } from "./UnitChoices.tsx";

type Reading = NonNullable<Proposal["people"]>;

const SPREADS = ["auto", "buildings", "streets", "evenly"] as const;
const JOINS = ["auto", "code", "name"] as const;

/** How many people there are, how they come to their places, and what they are scaled to. */
export function PeopleCard({ reading, deciding }: { reading: Reading; deciding: Deciding }) {
  const { language, words } = useSpeech();
  const { decisions, decide } = deciding;
  const text = words.data.people;
  const spreads: Readonly<Record<string, string>> = { ...words.data.layers.spread };
  const decidePeople = (change: NonNullable<typeof decisions.people>) =>
    decide((now) => ({ ...now, people: { ...now.people, ...change } }));
  const isSpread =
    reading.places === "polygons" ||
    reading.places === "units" ||
    reading.spread.some(({ rule }) => rule !== "given");
  const amountOf = reading.places === "raster" ? text.cells : words.data.layers.units;
  const asks =
    reading.undecided && reading.undecided.units.length > 0 ? reading.undecided : undefined;
  return (
    <section
      className="sheet people-card"
      id={asks ? undefined : STEP_PLACE.sort}
      tabIndex={-1}
      data-testid="people"
      aria-labelledby="people-title"
    >
      <header className="sheet-head">
        <h3 id="people-title">{text.title}</h3>
        <span className="quiet">{text.places[reading.places]}</span>
      </header>
      {asks && <UnitChoices undecided={asks} deciding={deciding} />}
      <div className="people-grid">
        <dl className="people-figures">
          <div>
            <dt>{text.total}</dt>
            <dd className="people-total">{people(reading.total, language)}</dd>
          </div>
          {reading.groups.map(({ group, total, estimated, knownFor }) => (
            <div key={group}>
              <dt>{ageGroup(group, words)}</dt>
              <dd>
                {people(total, language)}{" "}
                {estimated && <span className="amber-tag">{text.estimated}</span>}
                {knownFor !== undefined && (
                  <span
                    className="amber-tag"
                    title={text.knownFor(
                      people(knownFor, language),
                      people(reading.total, language),
                    )}
                  >
                    {text.partly}
                  </span>
                )}
              </dd>
            </div>
          ))}
          {reading.groups.some(({ estimated }) => estimated) && (
            <p className="quiet">{text.estimatedNote}</p>
          )}
        </dl>
        <div className="people-how">
          {isSpread && (
            <div>
              <h4>{text.spreadTitle}</h4>
              <Choice
                label={text.spreadTitle}
                value={decisions.people?.spread ?? "auto"}
                options={SPREADS.map((value) => ({
                  value,
                  label: text.spread[value],
                  testId: `spread-${value}`,
                }))}
                onChange={(spread) => decidePeople({ spread })}
              />
              <ul className="people-rules">
                {reading.spread.map(({ rule, units, people: of }) => (
                  <li key={rule}>
                    {words.join([
                      spreads[rule] ?? rule,
                      amountOf(count(units)),
                      people(of, language),
                    ])}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {reading.joined && (
            <div>
              <h4>{text.joinTitle}</h4>
              <Choice
                label={text.joinTitle}
                value={decisions.people?.join ?? "auto"}
                options={JOINS.map((value) => ({
                  value,
                  label: text.join[value],
                  testId: `join-${value}`,
                }))}
                onChange={(join) => decidePeople({ join })}
              />
              <p className="quiet">
                {words.join([
                  ...(reading.joined.by === "code" ? [text.join.code] : [text.join.name]),
                  text.joined(count(reading.joined.units), count(reading.joined.without)),
                ])}
              </p>
            </div>
          )}
          <Shares reading={reading} deciding={deciding} />
          <div>
            <h4>{text.scaleTitle}</h4>
            <p className="people-scale">
              <TextBox
                type="number"
                className="text-box short"
                min={1}
                label={text.scaleTitle}
                placeholder={text.noScale}
                testId="scale-to"
                value={decisions.people?.scaleTo === undefined ? "" : `${decisions.people.scaleTo}`}
                onChange={(value) =>
                  decide((now) => {
                    const { scaleTo: _, ...rest } = now.people ?? {};
                    const scaleTo = Number(value);
                    return { ...now, people: scaleTo > 0 ? { ...rest, scaleTo } : rest };
                  })
                }
              />
              <TextBox
                label={text.scaleNote}
                placeholder={text.scalePlaceholder}
                maxLength={200}
                value={decisions.people?.scaleNote ?? ""}
                onChange={(scaleNote) => decidePeople({ scaleNote })}
              />
            </p>
            {reading.scale && (
              <p className="quiet">
                {text.scaled(reading.scale.factor.toFixed(4), people(reading.scale.to, language))}
              </p>
            )}
          </div>
        </div>
      </div>
    </section>
  );
}

/** The shares of a larger unit, for age groups that the file does not give, or not everywhere. */
function Shares({ reading, deciding }: { reading: Reading; deciding: Deciding }) {
  const { words } = useSpeech();
  const text = words.data.people;
  const shares = deciding.decisions.people?.shares ?? {};
  const lacking = AGES.filter((age) => {
    const known = reading.groups.find(({ group }) => group === age);
    return age in shares || known === undefined || known.knownFor !== undefined;
  });
  if (lacking.length === 0) return null;
  const give = (age: string, written: string) =>
    deciding.decide((now) => {
      const { [age]: _, ...others } = now.people?.shares ?? {};
      const share = Number((Number(written) / 100).toFixed(8));
      const given = written.trim() !== "" && share >= 0 && share <= 1;
      return {
        ...now,
        people: { ...now.people, shares: given ? { ...others, [age]: share } : others },
      };
    });
  return (
    <div>
      <h4>{text.sharesTitle}</h4>
      <p className="people-shares">
        {lacking.map((age) => (
          <label key={age}>
            {ageGroup(age, words)}
            <TextBox
              type="number"
              className="text-box"
              min={0}
              max={100}
              label={text.shareOf(ageGroup(age, words))}
              placeholder="%"
              testId={`share-${age}`}
              value={age in shares ? `${Number(((shares[age] ?? 0) * 100).toFixed(6))}` : ""}
              onChange={(written) => give(age, written)}
            />
          </label>
        ))}
      </p>
      <p className="quiet">{text.sharesNote}</p>
    </div>
  );
}
