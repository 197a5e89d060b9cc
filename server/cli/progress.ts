/** Progress of long work on standard error: one live line on a terminal, one line per stage elsewhere. */
export interface Reporter {
  readonly stage: (name: string, done: number, total: number) => void;
  readonly line: (text: string) => void;
}

export function reporter(stream: Pick<NodeJS.WriteStream, "isTTY" | "write">): Reporter {
  let current = "";
  let shown = -1;
  return {
    stage: (name, done, total) => {
      const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
      if (name === current && percent === shown) return;
      const fresh = name !== current;
      current = name;
      shown = percent;
      if (stream.isTTY) stream.write(`\r\u001b[K${name} ${percent}%`);
      else if (fresh) stream.write(`${name} …\n`);
    },
    line: (text) => {
      stream.write(stream.isTTY && current !== "" ? `\r\u001b[K${text}\n` : `${text}\n`);
      current = "";
    },
  };
}
