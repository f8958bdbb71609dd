import { expect } from "vitest";

/** Expects something to become so. Patient, because the machine may be busy; a test that passes does not wait. */
export const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 25_000, interval: 25 });
