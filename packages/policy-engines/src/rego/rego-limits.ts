import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { RegoQuestion, RegoSource } from "./rego-types";

/** What one policy may consist of, one call may ask, and one answer may hold. */
export const regoLimits = {
  // etcd takes no larger object: a ConstraintTemplate of more could not be pushed either.
  moduleBytes: 1_500_000,
  modules: 100,
  inputs: 100_000,
  inputBytes: 4_000_000,
  batchInputs: 100,
  batchBytes: 8_000_000,
  dataBytes: 64_000_000,
  answerBytes: 4_000_000,
} as const;

const bytes = (text: string) => Buffer.byteLength(text);

/** Refuses modules that no cluster would take either. */
export function requireSourceWithinLimits({ modules }: RegoSource): void {
  if (modules.length > regoLimits.modules)
    throw new Fault("TooLarge", worded("RegoTooManyModules", { modules: modules.length, most: regoLimits.modules }));
  const total = modules.reduce((sum, { text }) => sum + bytes(text), 0);
  if (total > regoLimits.moduleBytes)
    throw new Fault("TooLarge", worded("RegoModulesTooLarge", { bytes: total, most: regoLimits.moduleBytes }));
}

/** Refuses more objects than a call may ask about. */
export function requireInputsWithinLimits({ inputs }: RegoQuestion): void {
  if (inputs.length > regoLimits.inputs)
    throw new Fault("TooLarge", worded("RegoTooManyObjects", { objects: inputs.length, most: regoLimits.inputs }));
}

/** The document `data` as JSON; refused where it is larger than a worker can hold beside its policies. */
export function dataWithinLimits(data: NonNullable<RegoQuestion["data"]>): string {
  const text = JSON.stringify(data);
  if (bytes(text) > regoLimits.dataBytes)
    throw new Fault("TooLarge", worded("RegoDataTooLarge", { bytes: bytes(text), most: regoLimits.dataBytes }));
  return text;
}

/** Where batches begin and end: few enough objects, and few enough bytes, that no batch holds a worker for long. */
export function* batchesOf(inputs: RegoQuestion["inputs"]): Generator<{ readonly texts: readonly string[] }> {
  let texts: string[] = [];
  let size = 0;
  for (const [i, input] of inputs.entries()) {
    const text = JSON.stringify(input);
    const own = bytes(text);
    if (own > regoLimits.inputBytes)
      throw new Fault("TooLarge", worded("RegoObjectTooLarge", { position: i + 1, bytes: own, most: regoLimits.inputBytes }));
    if (texts.length > 0 && (texts.length >= regoLimits.batchInputs || size + own > regoLimits.batchBytes)) {
      yield { texts };
      texts = [];
      size = 0;
    }
    texts.push(text);
    size += own;
  }
  if (texts.length > 0) yield { texts };
}
