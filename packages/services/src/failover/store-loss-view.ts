import { BehindUnit, LossBasis, type RunStoreLoss, StoreKind } from "@holdfast/contracts/data-store";
import type { RunStoreLoss as Row } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";

/** What a run lost of one data store, as pages and reports show it. */
export const storeLossView = ({ runId: _, at: __, kind, basis, behindUnit, phrase, ...row }: Row): RunStoreLoss => ({
  ...row,
  kind: StoreKind.parse(kind),
  basis: LossBasis.parse(basis),
  behindUnit: BehindUnit.nullable().parse(behindUnit),
  phrase: phraseOfRow(phrase),
});
