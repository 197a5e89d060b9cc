import { HATCH, MINUTE_BANDS, PAINT_SLOTS, STATE_CLASSES } from "./bands.ts";
import { COST_ROW } from "./cell-mesh.ts";

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

/** Second pass: the class of that cell for the limit in force, by the rule of \`cellClass\` in bands.ts. */
export const PAINT_FRAGMENT = `#version 300 es
precision highp float;
uniform highp usampler2D u_which;
uniform highp sampler2D u_costs;
uniform float u_limit;
uniform bool u_states;
uniform float u_tops[${MINUTE_BANDS.length}];
uniform vec4 u_colors[${PAINT_SLOTS.length}];
uniform float u_ratio;
uniform float u_hatchShift;
out vec4 color;

int slotOf(float cost, float edge) {
  int band = ${MINUTE_BANDS.map((_, band) => `int(cost > u_tops[${band}])`).join(" + ")};
  int beyond = u_states ? ${slotOf(STATE_CLASSES.gap.key)} : ${MINUTE_BANDS.length} + band;
  int inside = u_states ? ${slotOf(STATE_CLASSES.covered.key)} : band;
  return cost <= u_limit ? inside : edge <= u_limit ? ${slotOf(STATE_CLASSES.unknown.key)} : beyond;
}

void main() {
  uint which = texelFetch(u_which, ivec2(gl_FragCoord.xy), 0).r;
  if (which == 0u) discard;
  int cell = int(which >> 4) - 1;
  vec2 costs = texelFetch(u_costs, ivec2(cell & ${COST_ROW - 1}, cell >> ${Math.log2(COST_ROW)}), 0).rg;
  int slot = slotOf(costs.x, costs.y);
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

function slotOf(key: string): number {
  return PAINT_SLOTS.findIndex((slot) => slot.key === key);
}

/** A number as GLSL wants it, with its point. */
function float(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
