import { problemFrom, ProblemError } from "./request.ts";

export interface Sending {
  readonly signal: AbortSignal;
  /** Told of the bytes that have left, headers of the form included. */
  readonly onSent: (sent: number, total: number) => void;
}

/** Posts a form with a file in it, telling how far it is: `fetch` cannot. Fails as `request` does. */
export function sendForm<T>(path: string, form: FormData, { signal, onSent }: Sending): Promise<T> {
  const said = `POST ${path}`;
  return new Promise<T>((resolve, reject) => {
    const post = new XMLHttpRequest();
    const stop = () => post.abort();
    signal.addEventListener("abort", stop);
    post.addEventListener("loadend", () => signal.removeEventListener("abort", stop));
    post.addEventListener("abort", () => reject(signal.reason));
    post.addEventListener("error", () =>
      reject(new ProblemError({ code: "offline", message: "network error" }, 0, said)),
    );
    post.addEventListener("load", () => {
      const { status, statusText } = post;
      const body = jsonIn(post.responseText);
      if (status >= 200 && status < 300 && body !== undefined) resolve(body as T);
      else reject(new ProblemError(problemFrom(body, status, statusText), status, said));
    });
    post.upload.addEventListener("progress", ({ loaded, total }) => onSent(loaded, total));
    post.open("POST", path);
    post.setRequestHeader("accept", "application/json");
    if (signal.aborted) reject(signal.reason);
    else post.send(form);
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
