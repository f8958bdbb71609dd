/** A clock that stands until it is moved. */
export interface TestClock {
  readonly now: () => Date;
  advance(ms: number): void;
}

/** A clock that starts at a fixed instant. */
export function testClock(start = "2026-11-21T03:00:00.000Z"): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += ms;
    },
  };
}
