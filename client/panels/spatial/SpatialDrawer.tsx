import { Drawer } from "antd";
import { useState } from "react";
import type { Study } from "#contract/study.ts";
import { Choice } from "../../ui/Choice.tsx";
import { useFocusBack } from "../../ui/focus.ts";
import { AccessPart } from "./AccessPart.tsx";
import { ReachPart } from "./ReachPart.tsx";
import { useSpatialWords } from "./words.ts";

/** All spatial measurements of a study, apart from the indicators: by minutes and metres, and by what there is for whom. */
export function SpatialDrawer(props: { readonly study: Study; readonly onClose: () => void }) {
  const text = useSpatialWords();
  const [part, setPart] = useState<"reach" | "access">("reach");
  useFocusBack();
  return (
    <Drawer
      open
      placement="right"
      size={1040}
      title={<span className="spatial-family">{text.title}</span>}
      closable={{ "aria-label": text.close }}
      onClose={props.onClose}
      destroyOnHidden
    >
      <div className="spatial-parts" data-testid="spatial-drawer">
        <p className="quiet">
          {text.note} {props.study.synthetic && text.synthetic}
        </p>
        <Choice
          label={text.title}
          value={part}
          options={(["reach", "access"] as const).map((value) => ({
            value,
            label: text.tabs[value],
            testId: `spatial-part-${value}`,
          }))}
          onChange={setPart}
        />
        {part === "reach" ? <ReachPart study={props.study} /> : <AccessPart study={props.study} />}
      </div>
    </Drawer>
  );
}
