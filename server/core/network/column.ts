/** A typed column that grows by doubling, for reading streams whose length is not known. */
export interface Column<A extends TypedColumn> {
  readonly length: number;
  push(value: number): void;
  /** The values so far, as a view. */
  values(): A;
}

type TypedColumn = Float64Array | Uint32Array | Int32Array | Uint8Array;

export const float64Column = () => column((length) => new Float64Array(length));
export const uint32Column = () => column((length) => new Uint32Array(length));
export const int32Column = () => column((length) => new Int32Array(length));
export const uint8Column = () => column((length) => new Uint8Array(length));

function column<A extends TypedColumn>(allocate: (length: number) => A): Column<A> {
  let data = allocate(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === data.length) {
        const larger = allocate(2 * length);
        larger.set(data);
        data = larger;
      }
      data[length++] = value;
    },
    values: () => data.subarray(0, length) as A,
  };
}
