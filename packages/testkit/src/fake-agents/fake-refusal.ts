import type { Json } from "@holdfast/contracts/json";
import type { ObjectChange } from "@holdfast/contracts/object-change";

/** Why a fake agent does not do what it was told. */
export class FakeRefusal extends Error {
  constructor(
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

/** What a command changed, or would change. */
export interface Changed {
  readonly object: string;
  readonly value: string;
  readonly hasChanged: boolean;
  readonly output: Json;
  readonly changes: ObjectChange[];
}
