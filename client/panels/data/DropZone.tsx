import { useState } from "react";
import type { Role } from "#contract/import.ts";
import { FilesButton } from "../../ui/DropArea.tsx";
import { UploadIcon } from "../../ui/icons.tsx";
import { useSpeech } from "../session.tsx";
import type { Uploads } from "./uploads.tsx";

const ROLES: readonly Role[] = ["network", "units", "people", "facilities", "premises"];

/** Where files are dropped or chosen; it says what is taken. The panel around it takes drops too. */
export function DropZone(props: { readonly uploads: Uploads; readonly more?: boolean }) {
  const { words } = useSpeech();
  const text = words.data.drop;
  const { uploads } = props;
  const [role, setRole] = useState<Role | "">("");
  return (
    <div className="drop-zone" data-testid="drop-zone">
      <UploadIcon />
      <p className="drop-title">
        <b>{props.more === true ? text.more : text.title}</b> {text.or}{" "}
        <FilesButton
          className="button primary"
          testId="file-input"
          disabled={uploads.sending !== undefined}
          onFiles={(files) => uploads.start(files, role === "" ? undefined : role)}
        >
          {text.choose}
        </FilesButton>{" "}
        <span className="quiet">{text.several}</span>
      </p>
      <label className="drop-role">
        {text.as}
        <select
          className="pick"
          value={role}
          data-testid="drop-role"
          onChange={(event) => setRole(ROLES.find((one) => one === event.target.value) ?? "")}
        >
          <option value="">{text.auto}</option>
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {words.data.role[one]}
            </option>
          ))}
        </select>
      </label>
      <ul className="drop-formats">
        {text.formats.map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>{text.limits}</li>
      </ul>
    </div>
  );
}
