/** A flag that both sides of a thread see at once, also while the one that searches answers no messages. */
export interface StopFlag {
  readonly shared: SharedArrayBuffer;
  /** End the search with the best so far. */
  readonly stop: () => void;
}

export function stopFlag(): StopFlag {
  const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  return { shared, stop: () => void Atomics.store(new Int32Array(shared), 0, 1) };
}

export function stopped(shared: SharedArrayBuffer): boolean {
  return Atomics.load(new Int32Array(shared), 0) === 1;
}
