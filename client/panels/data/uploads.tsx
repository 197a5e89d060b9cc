import { useEffect, useRef, useState } from "react";
import type { Role } from "#contract/import.ts";
import { useStartImport } from "../../api/imports.ts";
import { ProblemError } from "../../api/request.ts";
import { packetsOf, type Packet } from "../../plan/shapefile-parts.ts";
import { showData } from "../../plan/view.ts";
import { bytes, count, share } from "../../text/numbers.ts";
import { ErrorBand } from "../../ui/ErrorBand.tsx";
import { CloseIcon } from "../../ui/icons.tsx";
import { storedZip } from "../../ui/stored-zip.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech } from "../session.tsx";

/** Files on their way to the server: one after the other, each an import of its own. */
export interface Uploads {
  readonly start: (files: readonly Source[], role?: Role, study?: string) => void;
  /** What is being sent now. */
  readonly sending: Sent | undefined;
  /** Gives up what is being sent and what was to follow. */
  readonly stop: () => void;
  /** What was given up last. */
  readonly stopped: { readonly name: string; readonly files: number } | undefined;
  readonly failed: readonly Failed[];
  readonly forget: (name: string) => void;
}

type Source = File | { readonly practice: string };

interface Sent {
  readonly name: string;
  readonly bytes: number;
  /** From 0 to 1. */
  readonly part: number;
  /** Files that follow. */
  readonly left: number;
}

interface Failed {
  readonly name: string;
  readonly error: ProblemError;
  /** How far it had come when the line broke: bytes. */
  readonly cutOff: { readonly sent: number; readonly all: number } | undefined;
}

interface Order {
  readonly study: string;
  readonly role: Role | undefined;
  readonly packet: Packet<File> | { readonly name: string; readonly practice: string };
  /** It was sent alone, and so comes into view. */
  readonly alone: boolean;
}

/** A file that arrives alone comes into view; of several the list does, where they are dealt with in their order. */
export function useUploads(home: string | undefined): Uploads {
  const { view } = useSession();
  const { mutateAsync } = useStartImport();
  const [sending, setSending] = useState<Sent>();
  const [stopped, setStopped] = useState<Uploads["stopped"]>();
  const [failed, setFailed] = useState<Uploads["failed"]>([]);
  const queue = useRef<Order[]>([]);
  const current = useRef<AbortController>(undefined);
  const reached = useRef({ sent: 0, all: 0 });
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  useLeavingAsked(sending !== undefined);

  const send = async ({ study, role, packet, alone }: Order, signal: AbortSignal) => {
    const left = queue.current.length;
    const { name } = packet;
    const total =
      "whole" in packet ? packet.whole.size : "parts" in packet ? sizeOf(packet.parts) : 0;
    const tell = (part: number) => {
      reached.current = { sent: part * total, all: total };
      setSending({ name, bytes: total, part, left });
    };
    tell(0);
    const what =
      "practice" in packet
        ? { practice: packet.practice }
        : "whole" in packet
          ? await readable(packet.whole)
          : await storedZip(name, packet.parts);
    const { id } = await mutateAsync({
      study,
      role,
      what,
      sending: { signal, onSent: (sent, all) => tell(all > 0 ? sent / all : 0) },
    });
    if (alone && here.current) view.set((it) => showData(it, { kind: "import", id }));
  };
  const run = async () => {
    const stop = new AbortController();
    current.current = stop;
    for (let order = queue.current.shift(); order !== undefined; order = queue.current.shift()) {
      const { name } = order.packet;
      try {
        await send(order, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) break;
        const problem = problemOf(error, name);
        const cutOff = cutOffAt(problem, reached.current);
        setFailed((now) => [...now, { name, error: problem, cutOff }]);
      }
    }
    current.current = undefined;
    setSending(undefined);
  };
  return {
    start(files, role, study = home) {
      if (study === undefined) return;
      const own = files.flatMap((one) => (one instanceof File ? [one] : []));
      const packets = [
        ...files.flatMap((one) => (one instanceof File ? [] : [{ ...one, name: one.practice }])),
        ...packetsOf(own),
      ];
      const alone = packets.length === 1;
      queue.current.push(...packets.map((packet) => ({ study, role, packet, alone })));
      setStopped(undefined);
      if (!alone && packets.length > 0) view.set((it) => showData(it, { kind: "home" }));
      if (current.current === undefined) void run();
    },
    sending,
    stop() {
      if (sending !== undefined)
        setStopped({ name: sending.name, files: 1 + queue.current.length });
      queue.current = [];
      current.current?.abort();
    },
    stopped,
    failed,
    forget: (name) => setFailed((now) => now.filter((one) => one.name !== name)),
  };
}

/** The browser asks before it leaves a page that is sending a file. */
function useLeavingAsked(isSending: boolean): void {
  useEffect(() => {
    if (!isSending) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isSending]);
}

function sizeOf(files: readonly File[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** Fails where a file has gone since it was chosen, which sending it would not tell from a dead line. */
async function readable(file: File): Promise<File> {
  await file.slice(0, 1).arrayBuffer();
  return file;
}

/** A line that broke before all was sent; what the server made of a whole file is not known here. */
function cutOffAt({ code }: ProblemError, { sent, all }: NonNullable<Failed["cutOff"]>) {
  return code === "offline" && sent > 0 && sent < all ? { sent, all } : undefined;
}

/** What is no answer of the server is a file that cannot be read. */
function problemOf(error: unknown, name: string): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError({ code: "file-gone", message: String(error) }, 0, name);
}

/** What is being sent and how far, what was given up, and what was not taken. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const { words } = useSpeech();
  const { sending, stopped, failed } = uploads;
  const text = words.data.drop;
  if (sending === undefined && stopped === undefined && failed.length === 0) return null;
  return (
    <div className="upload-list">
      {sending !== undefined && (
        <div className="uploading" data-testid="uploading">
          <p>
            <b>{text.uploading(sending.name)}</b>{" "}
            <span className="quiet">
              {words.join([
                ...(sending.bytes > 0
                  ? [text.sent(bytes(sending.part * sending.bytes), bytes(sending.bytes))]
                  : []),
                ...(sending.left > 0 ? [text.follow(count(sending.left))] : []),
              ])}
            </span>
          </p>
          <div
            className="upload-bar"
            role="progressbar"
            aria-label={text.uploading(sending.name)}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.floor(sending.part * 100)}
            aria-valuetext={share(sending.part)}
          >
            <span style={{ width: `${sending.part * 100}%` }} />
          </div>
          <button
            type="button"
            className="button"
            data-testid="stop-upload"
            onClick={() => uploads.stop()}
          >
            {text.stop}
          </button>
        </div>
      )}
      <div role="status">
        {stopped !== undefined && <p>{text.stopped(stopped.name, count(stopped.files))}</p>}
      </div>
      {failed.map(({ name, error, cutOff }) => (
        <div key={name} className="upload-failed">
          {cutOff === undefined ? (
            <ProblemBand title={text.failed(name)} error={error} />
          ) : (
            <ErrorBand
              title={text.failed(name)}
              message={text.cutOff(bytes(cutOff.sent), bytes(cutOff.all))}
              words={words.act}
            />
          )}
          <button
            type="button"
            className="icon-button"
            aria-label={words.act.close}
            onClick={() => uploads.forget(name)}
          >
            <CloseIcon />
          </button>
        </div>
      ))}
    </div>
  );
}
