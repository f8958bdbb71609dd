import { inject, TestRunner } from "vitest";

const NOTHING = /$^/;

/**
 * Runs the tests of the project `real`. Where the test bed was never built it leaves every test out as skipped, hooks and
 * all, so that no test has to think of it; real-setup.ts has said why. Vitest loads it by its path.
 * @public
 */
export default class RealRunner extends TestRunner {
  constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
    super(inject("testbed").clusters ? config : { ...config, testNamePattern: NOTHING });
  }
}
