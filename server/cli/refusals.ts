/** What stands in the way of a file; exit code 3, with the report written. */
export class NotDecided extends Error {
  override readonly name = "NotDecided";
}

/** The service said no, or there is none to ask; exit code 3. */
export class NotAnswered extends Error {
  override readonly name = "NotAnswered";
}
