import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sealer, sealer } from "@holdfast/services/pki/sealer";

/** What seals the secrets of a test, by a key of its own. */
export const aSealer = (): Sealer => sealer(mkdtempSync(join(tmpdir(), "holdfast-sealer-")));
