import { Modal, Switch } from "antd";
import { useSpeech } from "./session.tsx";

/** The list of keys, with the switch that turns single characters off: some tools send them by accident. */
export function KeysHelp(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly letters: boolean;
  readonly onLetters: (on: boolean) => void;
}) {
  const { words } = useSpeech();
  const rows: readonly (readonly [readonly string[], string])[] = [
    [["1", "…", "7"], words.keys.service],
    [["-", "="], words.keys.limit],
    [["G"], words.keys.gap],
    [["[", "]"], words.keys.fold],
    [["↑", "↓", "Enter"], words.keys.rows],
    [["Esc"], words.keys.escape],
    [["?"], words.keys.help],
  ];
  const planRows: typeof rows = [
    [["N", "M", "X"], words.keys.tools],
    [["Ctrl Z", "Ctrl Y"], words.keys.undo],
    [["D"], words.keys.difference],
    [["←", "→"], words.keys.nudge],
    [["Delete"], words.keys.remove],
  ];
  const row = ([keys, does]: (typeof rows)[number]) => (
    <tr key={does}>
      <th scope="row">{keys.map((key) => (key === "…" ? " … " : <kbd key={key}>{key}</kbd>))}</th>
      <td>{does}</td>
    </tr>
  );
  return (
    <Modal
      open={props.open}
      onCancel={props.onClose}
      footer={null}
      title={words.keys.title}
      width={460}
    >
      <table className="keys">
        <tbody>
          {rows.map(row)}
          <tr>
            <th scope="rowgroup" colSpan={2} className="keys-group">
              {words.keys.planTitle}
            </th>
          </tr>
          {planRows.map(row)}
        </tbody>
      </table>
      <label className="keys-switch">
        <Switch size="small" checked={props.letters} onChange={props.onLetters} />
        {words.keys.on}
      </label>
    </Modal>
  );
}
