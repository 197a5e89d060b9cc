import { workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";

/** The thread that makes an empty embedded database in the folder it is given. */
const made = await PGlite.create(String(workerData));
await made.close();
