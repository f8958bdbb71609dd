"use client";
import type { Propagation } from "@holdfast/contracts/commands/object-delete";
import { useState } from "react";
import { BulkReview } from "./bulk-review";
import { BulkTerms } from "./bulk-terms";
import type { AskedBulk } from "./bulk-verbs";

/** What a bulk order says beyond its verb and its objects. */
export interface Terms {
  readonly replicas: number | null;
  readonly propagation: Propagation;
}

const plain: Terms = { replicas: null, propagation: "Background" };

interface BulkOrderDialogProps {
  readonly asked: AskedBulk;
  readonly onClose: () => void;
  readonly onOrdered: () => void;
}

/** An order for many objects: first what it is to say, where its verb needs that, then who it would reach, then the yes. */
export function BulkOrderDialog({ asked, onClose, onOrdered }: BulkOrderDialogProps) {
  const isTold = asked.verb === "scale" || asked.verb === "delete";
  const [terms, setTerms] = useState<Terms | null>(isTold ? null : plain);
  if (terms === null) return <BulkTerms verb={asked.verb} onClose={onClose} onTold={setTerms} />;
  return <BulkReview asked={asked} terms={terms} onClose={onClose} onOrdered={onOrdered} />;
}
