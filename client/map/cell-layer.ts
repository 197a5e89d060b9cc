import type { CustomLayerInterface, CustomRenderMethodInput } from "maplibre-gl";
import { CELL_OPACITY, MINUTE_BANDS, PAINT_SLOTS, HATCH, type Paint } from "./bands.ts";
import { cellMesh, COST_ROW, costTexels, type CellMesh } from "./cell-mesh.ts";
import { PAINT_FRAGMENT, PAINT_VERTEX, WHICH_FRAGMENT, WHICH_VERTEX } from "./cell-shaders.ts";

/** What of a picture changes only uniforms. */
export interface CellPaint {
  /** Seconds, inclusive. */
  readonly limit: number;
  readonly paint: Paint;
  readonly hidden: ReadonlySet<string>;
}

/**
 * The cells, in two passes. The first notes which cell every pixel shows, and runs only when the camera
 * or the cells change. The second colours those pixels by the times and the limit. So a step of the
 * slider costs one pass over the screen, however many cells there are. The caller asks the map for a
 * frame after a change.
 */
export class CellLayer implements CustomLayerInterface {
  readonly id = "cells";
  readonly type = "custom" as const;
  readonly renderingMode = "2d" as const;

  /** The limit of the last frame drawn; undefined before the first. */
  paintedLimit: number | undefined;

  #mesh: CellMesh = cellMesh([]);
  #costs = costTexels(new Float32Array(), new Float32Array());
  #paint: CellPaint = { limit: 0, paint: "minutes", hidden: new Set() };
  #colors = slotColors(new Set());
  #gpu: Gpu | undefined;
  #meshIsNew = true;
  #costsAreNew = true;
  /** The camera, and the size of the screen, that the first pass last ran for. */
  #noted = "";

  setCells(ids: readonly string[]): void {
    this.#mesh = cellMesh(ids);
    this.#meshIsNew = true;
  }

  /** Seconds per cell, in the order of the cells. */
  setCosts(cost: Float32Array, edgeCost: Float32Array): void {
    this.#costs = costTexels(cost, edgeCost);
    this.#costsAreNew = true;
  }

  setPaint(paint: CellPaint): void {
    if (paint.hidden !== this.#paint.hidden) this.#colors = slotColors(paint.hidden);
    this.#paint = paint;
  }

  onAdd(_map: unknown, gl: WebGL2RenderingContext): void {
    this.#gpu = prepare(gl);
    this.#meshIsNew = true;
    this.#costsAreNew = true;
  }

  onRemove(_map: unknown, gl: WebGL2RenderingContext): void {
    if (!this.#gpu) return;
    const { which, paint, shape, noShape, vertices, owners, triangles, ...rest } = this.#gpu;
    for (const { program } of [which, paint]) gl.deleteProgram(program);
    for (const array of [shape, noShape]) gl.deleteVertexArray(array);
    for (const buffer of [vertices, owners, triangles]) gl.deleteBuffer(buffer);
    for (const texture of [rest.cellTexture, rest.costTexture]) gl.deleteTexture(texture);
    gl.deleteFramebuffer(rest.frame);
    this.#gpu = undefined;
  }

  /** The first pass: which cell each pixel shows. */
  prerender(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    if (!this.#gpu) return;
    this.#upload(gl, this.#gpu);
    const matrix = atOrigin(input.defaultProjectionData.mainMatrix, this.#mesh.origin);
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    const camera = `${width} ${height} ${matrix.join(" ")}`;
    if (camera === this.#noted) return;
    this.#noted = camera;

    const { which, shape, frame, cellTexture } = this.#gpu;
    gl.bindTexture(gl.TEXTURE_2D, cellTexture);
    gl.texImage2D(
      gl.TEXTURE_2D,
      0,
      gl.R32UI,
      width,
      height,
      0,
      gl.RED_INTEGER,
      gl.UNSIGNED_INT,
      null,
    );
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    gl.viewport(0, 0, width, height);
    for (const test of [gl.BLEND, gl.DEPTH_TEST, gl.STENCIL_TEST, gl.SCISSOR_TEST])
      gl.disable(test);
    gl.colorMask(true, true, true, true);
    gl.clearBufferuiv(gl.COLOR, 0, [0, 0, 0, 0]);
    gl.useProgram(which.program);
    gl.uniformMatrix4fv(which.at("matrix"), false, matrix);
    gl.uniform1f(which.at("ratio"), devicePixelRatio);
    gl.bindVertexArray(shape);
    for (const { start, count, box } of this.#mesh.chunks) {
      if (isOnScreen(box, matrix)) gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, start * 4);
    }
    gl.bindVertexArray(null);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  /** The second pass: the colour of that cell. */
  render(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    if (!this.#gpu) return;
    this.paintedLimit = this.#paint.limit;
    if (this.#mesh.triangles.length === 0) return;
    const { paint, noShape, cellTexture, costTexture } = this.#gpu;
    const matrix = atOrigin(input.defaultProjectionData.mainMatrix, this.#mesh.origin);
    gl.useProgram(paint.program);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, costTexture);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, cellTexture);
    gl.uniform1i(paint.at("which"), 0);
    gl.uniform1i(paint.at("costs"), 1);
    gl.uniform1f(paint.at("limit"), this.#paint.limit);
    gl.uniform1i(paint.at("states"), this.#paint.paint === "states" ? 1 : 0);
    gl.uniform1fv(paint.at("tops"), BAND_TOPS);
    gl.uniform4fv(paint.at("colors"), this.#colors);
    gl.uniform1f(paint.at("ratio"), devicePixelRatio);
    gl.uniform1f(paint.at("hatchShift"), hatchShift(gl, matrix));
    gl.bindVertexArray(noShape);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.bindVertexArray(null);
  }

  #upload(gl: WebGL2RenderingContext, gpu: Gpu): void {
    if (this.#meshIsNew) {
      gl.bindVertexArray(gpu.shape);
      gl.bindBuffer(gl.ARRAY_BUFFER, gpu.vertices);
      gl.bufferData(gl.ARRAY_BUFFER, this.#mesh.vertices, gl.STATIC_DRAW);
      gl.bindBuffer(gl.ARRAY_BUFFER, gpu.owners);
      gl.bufferData(gl.ARRAY_BUFFER, this.#mesh.owners, gl.STATIC_DRAW);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, this.#mesh.triangles, gl.STATIC_DRAW);
      gl.bindVertexArray(null);
      this.#noted = "";
    }
    if (this.#costsAreNew) {
      const rows = this.#costs.length / (2 * COST_ROW);
      gl.bindTexture(gl.TEXTURE_2D, gpu.costTexture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG32F, COST_ROW, rows, 0, gl.RG, gl.FLOAT, this.#costs);
    }
    this.#meshIsNew = false;
    this.#costsAreNew = false;
  }
}

const BAND_TOPS = new Float32Array(MINUTE_BANDS.map((band) => band.to * 60));

/** A linked program and where its uniforms are. */
interface Program<Uniform extends string> {
  readonly program: WebGLProgram;
  readonly at: (uniform: Uniform) => WebGLUniformLocation | null;
}

interface Gpu {
  readonly which: Program<"matrix" | "ratio">;
  readonly paint: Program<
    "which" | "costs" | "limit" | "states" | "tops" | "colors" | "ratio" | "hatchShift"
  >;
  readonly shape: WebGLVertexArrayObject;
  readonly noShape: WebGLVertexArrayObject;
  readonly vertices: WebGLBuffer;
  readonly owners: WebGLBuffer;
  readonly triangles: WebGLBuffer;
  readonly frame: WebGLFramebuffer;
  readonly cellTexture: WebGLTexture;
  readonly costTexture: WebGLTexture;
}

function prepare(gl: WebGL2RenderingContext): Gpu {
  const shape = gl.createVertexArray();
  const [vertices, owners, triangles] = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer()];
  gl.bindVertexArray(shape);
  gl.bindBuffer(gl.ARRAY_BUFFER, vertices);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, owners);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_INT, 0, 0);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, triangles);
  gl.bindVertexArray(null);

  const costTexture = newTexture(gl);
  const cellTexture = newTexture(gl);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32UI, 1, 1, 0, gl.RED_INTEGER, gl.UNSIGNED_INT, null);
  const frame = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, cellTexture, 0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  return {
    which: link(gl, WHICH_VERTEX, WHICH_FRAGMENT),
    paint: link(gl, PAINT_VERTEX, PAINT_FRAGMENT),
    shape,
    noShape: gl.createVertexArray(),
    vertices,
    owners,
    triangles,
    frame,
    cellTexture,
    costTexture,
  };
}

/** A texture read texel by texel. */
function newTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return texture;
}

function link<Uniform extends string>(
  gl: WebGL2RenderingContext,
  vertex: string,
  fragment: string,
): Program<Uniform> {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error("The cell layer's WebGL context is lost.");
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`The cell layer's shader does not link: ${gl.getProgramInfoLog(program)}`);
  }
  const places = new Map<Uniform, WebGLUniformLocation | null>();
  return {
    program,
    at(uniform) {
      const known = places.get(uniform);
      if (known !== undefined) return known;
      const place = gl.getUniformLocation(program, `u_${uniform}`);
      places.set(uniform, place);
      return place;
    },
  };
}

/** Red, green, blue (0…1) and opacity per slot; a hidden class has opacity 0. */
function slotColors(hidden: ReadonlySet<string>): Float32Array {
  return new Float32Array(
    PAINT_SLOTS.flatMap(({ key, color }) => {
      const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
      return [...channels, hidden.has(key) ? 0 : CELL_OPACITY];
    }),
  );
}

/** The map's matrix with the mesh's origin moved in before rounding to 32 bits, which is what keeps it exact. */
function atOrigin(matrix: ArrayLike<number>, [x, y]: readonly [number, number]): Float32Array {
  const m = Array.from(matrix);
  for (let row = 0; row < 4; row += 1) {
    m[12 + row] = (m[row] ?? 0) * x + (m[4 + row] ?? 0) * y + (m[12 + row] ?? 0);
  }
  return new Float32Array(m);
}

/** Whether any part of a box (least x, least y, greatest x, greatest y) may be seen in a flat view. */
function isOnScreen(
  [left, top, right, bottom]: readonly [number, number, number, number],
  matrix: Float32Array,
): boolean {
  const [xx = 0, xy = 0, yx = 0, yy = 0] = [matrix[0], matrix[1], matrix[4], matrix[5]];
  const [dx = 0, dy = 0, , w = 1] = matrix.subarray(12, 16);
  const xs = [left, right].flatMap((x) => [top, bottom].map((y) => (xx * x + yx * y + dx) / w));
  const ys = [left, right].flatMap((x) => [top, bottom].map((y) => (xy * x + yy * y + dy) / w));
  const overlaps = (places: number[]) => Math.max(...places) >= -1 && Math.min(...places) <= 1;
  return overlaps(xs) && overlaps(ys);
}

/** Where the hatch starts, in CSS px across its lines, so that it moves with the map and not under it. */
function hatchShift(gl: WebGL2RenderingContext, matrix: Float32Array): number {
  const [x = 0, y = 0, , w = 1] = matrix.subarray(12, 16);
  const across = ((x / w) * gl.drawingBufferWidth - (y / w) * gl.drawingBufferHeight) / 2;
  return ((across * Math.SQRT1_2) / devicePixelRatio) % HATCH.every;
}
