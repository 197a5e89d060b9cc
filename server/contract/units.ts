import { Type, type Static } from "typebox";

const Ring = Type.Array(Type.Tuple([Type.Number(), Type.Number()]));

/** The unit polygons of a study, in the order of its `units`. */
export const UnitShapes = Type.Object({
  type: Type.Literal("FeatureCollection"),
  features: Type.Array(
    Type.Object({
      type: Type.Literal("Feature"),
      properties: Type.Object({ id: Type.String(), name: Type.String() }),
      geometry: Type.Union([
        Type.Object({ type: Type.Literal("Polygon"), coordinates: Type.Array(Ring) }),
        Type.Object({
          type: Type.Literal("MultiPolygon"),
          coordinates: Type.Array(Type.Array(Ring)),
        }),
      ]),
    }),
  ),
});
export type UnitShapes = Static<typeof UnitShapes>;
