import { FoldIcon } from "../ui/icons.tsx";
import { useSpeech } from "./session.tsx";

/** The handle of a side panel: a small button while it is open, the whole strip while it is folded. */
export function FoldStrip(props: {
  readonly side: "left" | "right";
  readonly open: boolean;
  readonly onToggle: (side: "left" | "right") => void;
}) {
  const { words } = useSpeech();
  const { side, open } = props;
  const name = side === "left" ? words.readout.leftFold : words.readout.fold;
  const away = side === "left" ? "left" : "right";
  const into = side === "left" ? "right" : "left";
  const does = `${open ? words.act.fold : words.act.open}: ${name}`;
  return (
    <button
      type="button"
      className={open ? `fold-handle fold-${side}` : "fold-strip"}
      aria-expanded={open}
      aria-label={does}
      title={`${does}  ${side === "left" ? "[" : "]"}`}
      data-testid={`fold-${side}`}
      onClick={() => props.onToggle(side)}
    >
      <FoldIcon to={open ? away : into} />
      {!open && <span>{name}</span>}
    </button>
  );
}
