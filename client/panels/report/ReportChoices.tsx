import type { Place } from "#contract/policy/compliance.ts";
import { CHAPTERS, type ReportRequest } from "#contract/policy/report.ts";
import type { Study } from "#contract/study.ts";
import { SERVICES } from "#contract/vocabulary.ts";
import { useCompliance } from "../../api/policy.ts";
import { Choice } from "../../ui/Choice.tsx";
import { TextBox } from "../../ui/TextBox.tsx";
import { useSpeech } from "../session.tsx";
import { useReportWords } from "./words.ts";

/** Left: scope, topic, chapters, paper, the maps' review number, and what data it stands on. */
export function ReportChoices(props: {
  readonly study: Study;
  readonly asked: ReportRequest;
  readonly onAsked: (asked: ReportRequest) => void;
}) {
  const { language, words } = useSpeech();
  const text = useReportWords();
  const { study, asked, onAsked } = props;
  const compliance = useCompliance(study.study, undefined);
  const divisions = compliance.data?.places.filter(isDivision) ?? [];
  const set = (changed: Partial<ReportRequest>) => onAsked({ ...asked, ...changed });
  return (
    <aside className="report-choices">
      <h1>{text.what}</h1>
      <label className="report-field">
        <span className="field-label">{text.scope}</span>
        <select
          className="pick"
          value={asked.unit ?? ""}
          data-testid="report-scope"
          onChange={(event) => set({ unit: event.target.value || null })}
        >
          <option value="">{text.whole}</option>
          {divisions.map(({ code, name, level }) => (
            <option key={code} value={code}>
              {level === "township" ? `　${name}` : name}
            </option>
          ))}
        </select>
      </label>
      <label className="report-field">
        <span className="field-label">{text.topic}</span>
        <select
          className="pick"
          value={asked.topic ?? ""}
          data-testid="report-topic"
          onChange={(event) => set({ topic: event.target.value || null })}
        >
          <option value="">{text.allTopics}</option>
          <optgroup label={text.topicServices}>
            {SERVICES.map((service) => (
              <option key={service} value={service}>
                {words.service[service]}
              </option>
            ))}
          </optgroup>
          <optgroup label={text.topicIndicators}>
            {compliance.data?.indicators.map(({ id, name }) => (
              <option key={id} value={id}>
                {name[language]}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <fieldset className="report-field">
        <legend className="field-label">{text.chapters}</legend>
        {CHAPTERS.map((chapter) => (
          <label key={chapter} className="report-chapter">
            <input
              type="checkbox"
              checked={asked.chapters.includes(chapter)}
              data-testid={`chapter-${chapter}`}
              onChange={({ target: { checked } }) =>
                set({
                  chapters: CHAPTERS.filter((one) =>
                    one === chapter ? checked : asked.chapters.includes(one),
                  ),
                })
              }
            />
            {text.chapter[chapter]}
          </label>
        ))}
        {asked.chapters.length === 0 && <p className="field-error">{text.noChapter}</p>}
      </fieldset>
      <div className="report-field">
        <span className="field-label">{text.paper}</span>
        <Choice
          label={text.paper}
          value={asked.paper}
          options={(["A4", "A3"] as const).map((value) => ({
            value,
            label: text.paperNames[value],
          }))}
          onChange={(paper) => set({ paper })}
        />
      </div>
      <label className="report-field">
        <span className="field-label">{text.review}</span>
        <TextBox
          className="pick"
          label={text.review}
          value={asked.mapReview}
          placeholder={text.reviewPlace}
          maxLength={60}
          onChange={(mapReview) => set({ mapReview: mapReview.trim() })}
        />
        <span className="field-hint">{text.reviewHint}</span>
      </label>
      <div className="report-field">
        <span className="field-label">{text.data}</span>
        <ul className="report-uses">
          {study.uses.map(({ layer, version, name }) => (
            <li key={layer}>
              {name} <span className="quiet">{text.version(String(version))}</span>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}

/** What a report can be made of besides the whole: counties and townships, not single communities. */
function isDivision({ level }: Place): boolean {
  return level === "county" || level === "township";
}
