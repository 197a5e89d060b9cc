/** The letters of scenarios in their order: A … Z, AA, AB … */
export function scenarioLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : scenarioLetter(Math.floor(index / 26) - 1) + letter;
}

/** The first name of the form that none of those there begins with, so that "方案 A 西片" keeps its letter. */
export function nextName(taken: readonly string[], form: (letter: string) => string): string {
  for (let index = 0; ; index++) {
    const name = form(scenarioLetter(index));
    if (!taken.some((one) => one === name || one.startsWith(`${name} `))) return name;
  }
}

/** The first of the numbered names that is not taken. */
export function nextFree(form: (n: number) => string, taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(form(n))) return form(n);
}

/** The name itself, or with the first number that makes it another than those there. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n++) {
    const numbered = `${name} ${n}`;
    if (!taken.includes(numbered)) return numbered;
  }
}
