import { Type, type Static } from "typebox";

/** Null comes first: a value is coerced to the first type that takes it, and text takes null as "". */
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([Type.Null(), schema]);
const Text = nullable(Type.String());

/** A house or rooms that stand idle and could take a service in. Null is what the office's list does not say. */
export const Premises = Type.Object({
  /** Of its own within the study, whatever the number of lists. */
  id: Type.String(),
  name: Type.String(),
  lng: Type.Number(),
  lat: Type.Number(),
  /** Square metres. */
  floorArea: nullable(Type.Number()),
  /** What it was built or is kept for: 配套用房, 党群服务中心 … */
  kind: Text,
  owner: Text,
  /** Yuan to bring it into use. */
  cost: nullable(Type.Number()),
  /** As the list words it, with its unit; never reckoned with. */
  rent: Text,
  address: Text,
  /** The community or village it lies in, as the list words it, and its code. */
  unit: Text,
  unitCode: Text,
  year: nullable(Type.Number()),
  note: Text,
  /** The layer it stands in. */
  layer: Type.String(),
});
export type Premises = Static<typeof Premises>;

/** Of a study; none where it has no such layer. */
export const PremisesOfStudy = Type.Object({
  /** Whether the study has a layer of premises at all, were it empty. */
  imported: Type.Boolean(),
  synthetic: Type.Boolean(),
  premises: Type.Array(Premises),
});
export type PremisesOfStudy = Static<typeof PremisesOfStudy>;
