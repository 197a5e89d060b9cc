import { useState } from "react";
import type { StudySummary } from "#contract/study.ts";
import { usePractice } from "../../api/layers.ts";
import { practicePath } from "../../api/paths.ts";
import { isPractice } from "../../plan/studies.ts";
import { bytes } from "../../text/numbers.ts";
import { DownloadIcon } from "../../ui/icons.tsx";
import { useSpeech } from "../session.tsx";
import { usePracticeStudy } from "./practice.ts";
import { UploadList, useUploads } from "./uploads.tsx";

/** 练习用文件: messy files to practise with, in a study of their own. */
export function PracticeFiles(props: {
  readonly studies: readonly StudySummary[];
  readonly home: StudySummary | undefined;
}) {
  const { language, words } = useSpeech();
  const { studies, home } = props;
  const files = usePractice();
  const study = usePracticeStudy(studies, home);
  const uploads = useUploads(undefined);
  const inPractice = home !== undefined && isPractice(home);
  const [open, setOpen] = useState(false);
  const text = words.data.practice;
  return (
    <section className="side-block" aria-labelledby="practice-title">
      <header className="side-head plain">
        <h2 id="practice-title">{text.title}</h2>
        <span className="quiet">{text.tag}</span>
      </header>
      <p className="side-lead">{text.lead}</p>
      {!inPractice && (
        <button
          type="button"
          className="button"
          data-testid="open-practice"
          disabled={study.busy}
          onClick={() => study.open()}
        >
          {text.open}
        </button>
      )}
      <details
        className="practice-files"
        open={open || inPractice}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>{text.list}</summary>
        <ul data-testid="practice-files">
          {files.data?.map((file) => (
            <li key={file.name}>
              <b title={file.name}>{file.name}</b>
              <span className="practice-tools">
                <button
                  type="button"
                  className="linklike"
                  aria-label={text.takeNamed(file.name)}
                  disabled={study.busy || uploads.sending !== undefined}
                  data-testid={`practice-${file.name}`}
                  onClick={() =>
                    study.open((id) => uploads.start([{ practice: file.name }], undefined, id))
                  }
                >
                  {text.take}
                </button>
                <a
                  className="icon-button"
                  href={practicePath(file.name)}
                  download={file.name}
                  aria-label={`${text.download} ${file.name}`}
                  title={`${text.download} ${bytes(file.bytes)}`}
                >
                  <DownloadIcon />
                </a>
              </span>
              <span className="quiet">{file.about[language]}</span>
            </li>
          ))}
          {files.data?.length === 0 && <li className="quiet">{text.none}</li>}
        </ul>
      </details>
      <UploadList uploads={uploads} />
    </section>
  );
}
