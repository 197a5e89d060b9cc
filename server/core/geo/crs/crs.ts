/**
 * The coordinate systems that are understood, by their ids: "EPSG:4326" (WGS 84), "EPSG:4490" (CGCS2000
 * degrees), "EPSG:4491"–"EPSG:4554" (CGCS2000 Gauss-Krüger, 6° and 3° zones, with and without zone prefix),
 * "EPSG:3857", "EPSG:32601"–"EPSG:32660" and "EPSG:32701"–"EPSG:32760" (UTM), "GCJ-02", "BD-09", and
 * "GK:<central meridian>:<false easting>" for a local Gauss-Krüger system on CGCS2000.
 */
export type CrsId = string;
