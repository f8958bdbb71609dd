import { type DrillProofView, DrillReading, DrillVerdict } from "@holdfast/contracts/drill";
import type { DrillProof } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { z } from "zod";

const Readings = z.array(DrillReading);

/** What a drill proves as its readers see it. */
export const drillProofView = ({ verdict, message, phrase, readings, judgedAt }: DrillProof): DrillProofView => ({
  ...{ verdict: DrillVerdict.parse(verdict), message, phrase: phraseOfRow(phrase), judgedAt, readings: Readings.parse(readings) },
});
