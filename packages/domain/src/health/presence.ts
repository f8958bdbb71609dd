import type { HealthAssessment } from "@holdfast/contracts/health";
import { isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

/** For kinds that do nothing of their own (storage and runtime classes, network policies): there, or on its way out. */
export const assessPresence = (object: KubeObject): HealthAssessment =>
  isTerminating(object) ? verdict("Progressing", "Terminating") : verdict("Healthy", "Present");

/**
 * For objects of which only the metadata is read. That they are there says nothing about how they are, so the answer is
 * Unknown and not a green that nobody measured.
 */
export const assessMetadata = (object: KubeObject): HealthAssessment =>
  isTerminating(object) ? verdict("Progressing", "Terminating") : verdict("Unknown", "Present", "Only the metadata of this kind is read.");
