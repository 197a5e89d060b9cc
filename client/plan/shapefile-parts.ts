/** A file to bring in: one that stands alone, or the parts of one shapefile. */
export type Packet<T> = { readonly name: string } & (
  | { readonly whole: T }
  | { readonly parts: readonly T[] }
);

const MAIN = ".shp";
/** What is read of a shapefile; its indexes and notes are not. */
const READ = [MAIN, ".shx", ".dbf", ".prj", ".cpg"];
const NOT_READ = [
  ".sbn",
  ".sbx",
  ".qix",
  ".qpj",
  ".shp.xml",
  ".atx",
  ".ain",
  ".aih",
  ".fbn",
  ".fbx",
];
/** Files that systems and offices leave in folders: notes of Finder and Explorer, locks of open documents. */
const LITTER = /^(?:\..*|~\$.*|desktop\.ini|thumbs\.db|.*\.lock|.*\.tmp)$/i;

/**
 * Files as they came from a folder or a choice, each to be sent by itself, but the parts of a shapefile together
 * and in place of the first of them. Parts without their .shp stay what they are: a .dbf is a table too.
 */
export function packetsOf<T extends { readonly name: string }>(files: readonly T[]): Packet<T>[] {
  const wanted = files.filter(({ name }) => !LITTER.test(name));
  const shapefiles = new Set(
    wanted.flatMap(({ name }) => (endingOf(name) === MAIN ? [baseOf(name)] : [])),
  );
  const sent = new Set<string>();
  return wanted.flatMap((file): Packet<T>[] => {
    const base = baseOf(file.name);
    if (endingOf(file.name) === undefined || !shapefiles.has(base))
      return [{ name: file.name, whole: file }];
    if (sent.has(base)) return [];
    sent.add(base);
    const parts = wanted.filter(({ name }) => baseOf(name) === base && isRead(name));
    if (parts.length === 1) return [{ name: file.name, whole: file }];
    const shp = parts.find(({ name }) => endingOf(name) === MAIN);
    return [{ name: `${shp?.name.slice(0, -MAIN.length) ?? base}.zip`, parts }];
  });
}

function isRead(name: string): boolean {
  return READ.includes(endingOf(name) ?? "");
}

/** The ending a part of a shapefile has, in lower case. */
function endingOf(name: string): string | undefined {
  const low = name.toLowerCase();
  return [...NOT_READ, ...READ].find((ending) => low.endsWith(ending));
}

/** A file's name without the ending of a part, by which parts are put together. */
function baseOf(name: string): string {
  return name.toLowerCase().slice(0, name.length - (endingOf(name)?.length ?? 0));
}
