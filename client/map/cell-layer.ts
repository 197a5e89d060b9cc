import type { CustomLayerInterface, CustomRenderMethodInput } from "maplibre-gl";
import { CELL_OPACITY, HATCH, MINUTE_BANDS, PAINT_SLOTS, type Paint } from "./bands.ts";
import { dispose, prepare, type Gpu } from "./cell-gpu.ts";
import { cellMesh, COST_ROW, costTexels, timeTexels, type CellMesh } from "./cell-mesh.ts";
import { DIFFERENCE_OPACITY, DIFFERENCE_SLOTS } from "./difference.ts";

/** What of a picture changes only uniforms. */
export interface CellPaint {
  /** Seconds, inclusive. */
  readonly limit: number;
  readonly paint: Paint;
  readonly hidden: ReadonlySet<string>;
  /** How the times before and after a scenario are shown, instead of the times as they are. */
  readonly compare: Comparison;
}

/** By how the minutes change; or before left of a share of the width, and after right of it. */
export type Comparison =
  | { readonly kind: "none" }
  | { readonly kind: "difference" }
  | { readonly kind: "swipe"; readonly share: number };

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
  #before = new TimeColumn();
  #after = new TimeColumn();
  #paint: CellPaint = {
    limit: 0,
    paint: "minutes",
    hidden: new Set(),
    compare: { kind: "none" },
  };
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

  /** Seconds per cell before and after a scenario. The same object means unchanged times, and is not sent again. */
  setChange(before: Float32Array, after: Float32Array): void {
    this.#before.set(before);
    this.#after.set(after);
  }

  setPaint(paint: CellPaint): void {
    if (paint.hidden !== this.#paint.hidden) this.#colors = slotColors(paint.hidden);
    this.#paint = paint;
  }

  onAdd(_map: unknown, gl: WebGL2RenderingContext): void {
    this.#gpu = prepare(gl);
    this.#meshIsNew = true;
    this.#costsAreNew = true;
    this.#before.sendAll();
    this.#after.sendAll();
  }

  onRemove(_map: unknown, gl: WebGL2RenderingContext): void {
    if (this.#gpu) dispose(gl, this.#gpu);
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
    const { noShape, cellTexture, costTexture, beforeTexture, afterTexture } = this.#gpu;
    const { compare } = this.#paint;
    const paint = this.#gpu.paint(COMPARE[compare.kind]);
    const matrix = atOrigin(input.defaultProjectionData.mainMatrix, this.#mesh.origin);
    gl.useProgram(paint.program);
    const textures = { after: afterTexture, before: beforeTexture, costs: costTexture } as const;
    for (const [unit, name] of [
      [3, "after"],
      [2, "before"],
      [1, "costs"],
    ] as const) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, textures[name]);
      gl.uniform1i(paint.at(name), unit);
    }
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, cellTexture);
    gl.uniform1i(paint.at("which"), 0);
    gl.uniform1f(
      paint.at("split"),
      compare.kind === "swipe" ? compare.share * gl.drawingBufferWidth : 0,
    );
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
    this.#before.send(gl, gpu.beforeTexture);
    this.#after.send(gl, gpu.afterTexture);
    this.#meshIsNew = false;
    this.#costsAreNew = false;
  }
}

/** How the shader is told of a comparison; see cell-shaders.ts. */
const COMPARE = { none: 0, difference: 1, swipe: 2 } as const;

/** One time per cell in a texture of its own, so that a drag sends the times after and nothing else. */
class TimeColumn {
  #times: Float32Array | undefined;
  #texels: Float32Array = timeTexels(new Float32Array());
  /** Texels the texture has room for; 0 before it was first sent. */
  #room = 0;
  #isNew = true;

  set(times: Float32Array): void {
    if (times === this.#times) return;
    this.#times = times;
    this.#texels = timeTexels(times);
    this.#isNew = true;
  }

  sendAll(): void {
    this.#room = 0;
    this.#isNew = true;
  }

  send(gl: WebGL2RenderingContext, texture: WebGLTexture): void {
    if (!this.#isNew) return;
    this.#isNew = false;
    const rows = this.#texels.length / COST_ROW;
    const { TEXTURE_2D, R32F, RED, FLOAT } = gl;
    gl.bindTexture(TEXTURE_2D, texture);
    if (this.#room === this.#texels.length) {
      gl.texSubImage2D(TEXTURE_2D, 0, 0, 0, COST_ROW, rows, RED, FLOAT, this.#texels);
    } else {
      gl.texImage2D(TEXTURE_2D, 0, R32F, COST_ROW, rows, 0, RED, FLOAT, this.#texels);
    }
    this.#room = this.#texels.length;
  }
}

const BAND_TOPS = new Float32Array(MINUTE_BANDS.map((band) => band.to * 60));

/** Red, green, blue (0…1) and opacity per slot; a hidden class has opacity 0. */
function slotColors(hidden: ReadonlySet<string>): Float32Array {
  const painted = (opacity: number) => (slot: { readonly key: string; readonly color: string }) => {
    const at = (from: number) => Number.parseInt(slot.color.slice(from, from + 2), 16) / 255;
    return [at(1), at(3), at(5), hidden.has(slot.key) ? 0 : opacity];
  };
  return new Float32Array([
    ...PAINT_SLOTS.flatMap(painted(CELL_OPACITY)),
    ...DIFFERENCE_SLOTS.flatMap(painted(DIFFERENCE_OPACITY)),
  ]);
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
