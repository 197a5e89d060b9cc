import { useState, type FormEvent } from "react";
import {
  DEFAULT_RESOLUTION,
  DEFAULT_SNAP_CAP,
  MAX_RESOLUTION,
  MIN_RESOLUTION,
} from "#contract/vocabulary.ts";
import { useMakeStudy } from "../../api/queries.ts";
import { openStudy } from "../../plan/view.ts";
import { metres } from "../../text/numbers.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech } from "../session.tsx";

/** Mean edge of an H3 cell, metres. */
const EDGES: Readonly<Record<number, number>> = { 8: 531, 9: 201, 10: 76, 11: 29 };

const RESOLUTIONS = Array.from(
  { length: MAX_RESOLUTION - MIN_RESOLUTION + 1 },
  (_, i) => MIN_RESOLUTION + i,
);

const LARGEST_CAP = 5000;

/** A new study, empty: its name, the cells it is counted in, and how far from a street a point may lie. */
export function NewStudyForm() {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const text = words.data.study;
  const make = useMakeStudy();
  const [name, setName] = useState("");
  const [resolution, setResolution] = useState(DEFAULT_RESOLUTION);
  const [snapCap, setSnapCap] = useState(String(DEFAULT_SNAP_CAP));
  const [tried, setTried] = useState(false);
  const isNumber = /^\d+(\.\d+)?$/.test(snapCap.trim()) && Number(snapCap) <= LARGEST_CAP;
  const isNamed = name.trim() !== "";
  return (
    <div className="data-scroll">
      <form className="sheet study-form" onSubmit={submit} noValidate data-testid="study-form">
        <h2>{text.make}</h2>
        <p className="quiet">{text.makeLead}</p>
        <label className="text-field">
          <span className="field-label">{text.name}</span>
          <input
            type="text"
            name="name"
            value={name}
            maxLength={80}
            placeholder={text.namePlaceholder}
            aria-invalid={tried && !isNamed}
            onChange={(event) => setName(event.target.value)}
          />
          {tried && !isNamed && <span className="field-error">{text.required}</span>}
        </label>
        <div className="setting-grid">
          <label className="text-field">
            <span className="field-label">{text.resolution}</span>
            <select
              name="resolution"
              value={resolution}
              onChange={(event) => setResolution(Number(event.target.value))}
            >
              {RESOLUTIONS.map((one) => (
                <option key={one} value={one}>
                  {text.resolutionOption(String(one), metres(EDGES[one], language))}
                </option>
              ))}
            </select>
          </label>
          <label className="text-field">
            <span className="field-label">
              {text.snapCap} ({text.metres})
            </span>
            <input
              type="text"
              inputMode="decimal"
              name="snapCap"
              value={snapCap}
              aria-invalid={!isNumber}
              onChange={(event) => setSnapCap(event.target.value)}
            />
            <span className={isNumber ? "field-hint" : "field-error"}>
              {isNumber ? text.snapCapHint : text.notNumber}
            </span>
          </label>
        </div>
        {make.error && <ProblemBand title={text.notMade} error={make.error} />}
        <div className="form-end">
          <button type="submit" className="button primary" disabled={make.isPending}>
            {make.isPending ? text.creating : text.create}
          </button>
          <div className="progress-line" data-on={make.isPending} />
        </div>
      </form>
    </div>
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!isNamed || !isNumber) return;
    make.mutate(
      { name: name.trim(), resolution, snapCap: Number(snapCap) },
      { onSuccess: ({ id }) => view.set((it) => openStudy(it, id)) },
    );
  }
}
