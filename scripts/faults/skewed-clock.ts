/**
 * Loaded into a process before everything else (`node --import`): its wall clock is an hour ahead. Stands in where libfaketime is
 * not installed; it moves what JavaScript reads, which is all that the worker reads, and leaves the monotonic clock alone.
 */
const AHEAD_MS = 3_600_000;
const RealDate = Date;

class SkewedDate extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    super(given.length === 0 ? RealDate.now() + AHEAD_MS : given[0]);
  }
  static override now(): number {
    return RealDate.now() + AHEAD_MS;
  }
}
// Mongoose knows the type of a field by its name.
Object.defineProperty(SkewedDate, 'name', { value: RealDate.name });
// A date of several parts is not made by anything here; a call without `new` gives a text, as it should.
globalThis.Date = new Proxy(SkewedDate, {
  construct: (target, given: unknown[], made) =>
    given.length > 1 ? Reflect.construct(RealDate, given) : Reflect.construct(target, given, made),
  apply: () => new SkewedDate().toString(),
}) as unknown as DateConstructor;

export {};
