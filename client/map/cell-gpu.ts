import { paintFragment, PAINT_VERTEX, WHICH_FRAGMENT, WHICH_VERTEX } from "./cell-shaders.ts";

/** Everything the cell layer keeps on the graphics card. */
export interface Gpu {
  readonly which: Program<"matrix" | "ratio">;
  /** The second pass for a way of comparing, made when first asked for. */
  readonly paint: (compare: 0 | 1 | 2) => PaintProgram;
  readonly paints: Iterable<PaintProgram>;
  readonly shape: WebGLVertexArrayObject;
  readonly noShape: WebGLVertexArrayObject;
  readonly vertices: WebGLBuffer;
  readonly owners: WebGLBuffer;
  readonly triangles: WebGLBuffer;
  readonly frame: WebGLFramebuffer;
  readonly cellTexture: WebGLTexture;
  readonly costTexture: WebGLTexture;
  readonly beforeTexture: WebGLTexture;
  readonly afterTexture: WebGLTexture;
}

type PaintProgram = Program<
  | "which"
  | "costs"
  | "before"
  | "after"
  | "split"
  | "limit"
  | "states"
  | "tops"
  | "colors"
  | "ratio"
  | "hatchShift"
>;

/** A linked program and where its uniforms are. */
interface Program<Uniform extends string> {
  readonly program: WebGLProgram;
  readonly at: (uniform: Uniform) => WebGLUniformLocation | null;
}

export function prepare(gl: WebGL2RenderingContext): Gpu {
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

  const [costTexture, beforeTexture, afterTexture] = [
    newTexture(gl),
    newTexture(gl),
    newTexture(gl),
  ];
  const cellTexture = newTexture(gl);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32UI, 1, 1, 0, gl.RED_INTEGER, gl.UNSIGNED_INT, null);
  const frame = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, cellTexture, 0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  const paints = new Map<number, PaintProgram>();
  return {
    which: link(gl, WHICH_VERTEX, WHICH_FRAGMENT),
    paint(compare) {
      const known = paints.get(compare);
      if (known !== undefined) return known;
      const made: PaintProgram = link(gl, PAINT_VERTEX, paintFragment(compare));
      paints.set(compare, made);
      return made;
    },
    paints: { [Symbol.iterator]: () => paints.values() },
    shape,
    noShape: gl.createVertexArray(),
    vertices,
    owners,
    triangles,
    frame,
    cellTexture,
    costTexture,
    beforeTexture,
    afterTexture,
  };
}

export function dispose(gl: WebGL2RenderingContext, gpu: Gpu): void {
  for (const { program } of [gpu.which, ...gpu.paints]) gl.deleteProgram(program);
  for (const array of [gpu.shape, gpu.noShape]) gl.deleteVertexArray(array);
  for (const buffer of [gpu.vertices, gpu.owners, gpu.triangles]) gl.deleteBuffer(buffer);
  for (const texture of [gpu.cellTexture, gpu.costTexture, gpu.beforeTexture, gpu.afterTexture])
    gl.deleteTexture(texture);
  gl.deleteFramebuffer(gpu.frame);
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
