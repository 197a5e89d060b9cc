import { HATCH, MINUTE_BANDS, PAINT_SLOTS, STATE_CLASSES } from "./bands.ts";
import { COST_ROW } from "./cell-mesh.ts";
import { CHANGE_BANDS, DIFFERENCE_SLOTS, LEAST_CHANGE, TOLD_APART } from "./difference.ts";

/** Everything a cell can be painted as, in the order of the shader's colours. */
const SLOTS = [...PAINT_SLOTS, ...DIFFERENCE_SLOTS];

/** First pass: which cell each pixel of the screen shows, and how near its edge the pixel is. */
export const WHICH_VERTEX = `#version 300 es
precision highp float;
uniform mat4 u_matrix;
layout(location = 0) in vec3 a_vertex;
layout(location = 1) in uint a_owner;
flat out uint v_owner;
out float v_rim;

void main() {
  v_owner = a_owner;
  v_rim = a_vertex.z;
  gl_Position = u_matrix * vec4(a_vertex.xy, 0.0, 1.0);
}`;

/**
 * Writes (cell + 1) × 16 + seam, 0 where there is no cell. A fine light seam (0…15) parts the cells while
 * they are large enough on the screen to be told apart.
 */
export const WHICH_FRAGMENT = `#version 300 es
precision highp float;
uniform float u_ratio;
flat in uint v_owner;
in float v_rim;
out uvec4 which;

void main() {
  float inRadius = 1.0 / max(fwidth(v_rim), 1e-6) / u_ratio;
  float seam = (1.0 - smoothstep(0.2, 1.0, v_rim * inRadius)) * smoothstep(2.5, 7.0, inRadius);
  which = uvec4((v_owner + 1u) * 16u + uint(seam * 15.0 + 0.5), 0u, 0u, 0u);
}`;

/** One triangle over the whole screen. */
export const PAINT_VERTEX = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

/**
 * Second pass: the class of that cell for the limit in force, by the rule of `cellClass` in bands.ts or of
 * `differenceClass` in difference.ts. `compare` is 0 for the times as they are, 1 for how they change, 2 for
 * before left of `u_split` (device px) and after right of it: a program for each, because one that could do all
 * three would draw plain times a quarter slower where there is no graphics card.
 */
export function paintFragment(compare: 0 | 1 | 2): string {
  return `#version 300 es
precision highp float;
uniform highp usampler2D u_which;
uniform highp sampler2D u_costs;
uniform highp sampler2D u_before;
uniform highp sampler2D u_after;
const int COMPARE = ${compare};
uniform float u_split;
uniform float u_limit;
uniform bool u_states;
uniform float u_tops[${MINUTE_BANDS.length}];
uniform vec4 u_colors[${SLOTS.length}];
uniform float u_ratio;
uniform float u_hatchShift;
out vec4 color;

int slotOf(float cost, float edge) {
  int band = ${MINUTE_BANDS.map((_, band) => `int(cost > u_tops[${band}])`).join(" + ")};
  int beyond = u_states ? ${slotOf(STATE_CLASSES.gap.key)} : ${MINUTE_BANDS.length} + band;
  int inside = u_states ? ${slotOf(STATE_CLASSES.covered.key)} : band;
  return cost <= u_limit ? inside : edge <= u_limit ? ${slotOf(STATE_CLASSES.unknown.key)} : beyond;
}

int changeOf(float before, float after, float edge) {
  if (after > u_limit && edge <= u_limit) return ${slotOf(STATE_CLASSES.unknown.key)};
  if (before == after) return after <= u_limit ? ${slotOf("unchanged-reached")} : ${slotOf("unchanged-not-reached")};
  float told = ${float(TOLD_APART)};
  float size = abs(min(after, told) - min(before, told));
  if (max(before, after) > told) size = max(size, ${float(LEAST_CHANGE)});
  if (after > before) return ${choice(1)};
  return ${choice(-1)};
}

void main() {
  uint which = texelFetch(u_which, ivec2(gl_FragCoord.xy), 0).r;
  if (which == 0u) discard;
  int cell = int(which >> 4) - 1;
  ivec2 at = ivec2(cell & ${COST_ROW - 1}, cell >> ${Math.log2(COST_ROW)});
  vec2 costs = texelFetch(u_costs, at, 0).rg;
  int slot;
  if (COMPARE == 0) {
    slot = slotOf(costs.x, costs.y);
  } else {
    float before = texelFetch(u_before, at, 0).r;
    float after = texelFetch(u_after, at, 0).r;
    slot = COMPARE == 1
      ? changeOf(before, after, costs.y)
      : slotOf(gl_FragCoord.x < u_split ? before : after, costs.y);
  }
  vec4 paint = u_colors[slot];
  if (paint.a == 0.0) discard;
  if (slot == ${slotOf(STATE_CLASSES.unknown.key)}) {
    float across = mod((gl_FragCoord.x - gl_FragCoord.y) * ${Math.SQRT1_2} / u_ratio - u_hatchShift, ${float(HATCH.every)});
    float beside = abs(across - ${float(HATCH.every / 2)}) - ${float(HATCH.width / 2)};
    color = mix(vec4(${float(HATCH.ground)}), vec4(paint.rgb, 1.0), clamp(0.5 - beside * u_ratio, 0.0, 1.0));
    return;
  }
  float seam = float(which & 15u) / 15.0;
  color = vec4(mix(paint.rgb, vec3(1.0), 0.3 * seam), 1.0) * (paint.a * (1.0 - 0.22 * seam));
}`;
}

function slotOf(key: string): number {
  const slot = SLOTS.findIndex((each) => each.key === key);
  if (slot < 0) throw new Error(`No class of the cells is called "${key}".`);
  return slot;
}

/** The slot of a change of `size` seconds to one side, the largest first. */
function choice(sign: 1 | -1): string {
  const bands = CHANGE_BANDS.filter((band) => band.sign === sign);
  return bands
    .toSorted((a, b) => b.least - a.least)
    .map((band) => `size >= ${float(band.least)} ? ${slotOf(band.key)} : `)
    .concat(String(slotOf("same")))
    .join("");
}

/** A number as GLSL wants it, with its point. */
function float(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
