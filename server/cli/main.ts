import { reporter } from "./progress.ts";
import { run } from "./run.ts";

/** The user or the system asked to stop. */
class Interrupted extends Error {
  override name = "Interrupted";
}

const stop = new AbortController();
for (const event of ["SIGINT", "SIGTERM"] as const)
  process.once(event, () => stop.abort(new Interrupted(event)));
const { code, out } = await run(process.argv.slice(2), reporter(process.stderr), stop.signal);
process.stdout.write(out);
process.exitCode = code;
