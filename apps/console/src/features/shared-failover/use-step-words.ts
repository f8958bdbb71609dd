"use client";
import type { PlanStepView } from "@holdfast/contracts/plan";
import { useCallback } from "react";
import { useSay } from "../../i18n/use-say";

type DescribedStep = Pick<PlanStepView, "object" | "change" | "undo" | "phrases">;

/** A step in the reader's language: what it is about and changes, how that is taken back, and how it is after that. */
export interface StepWords {
  readonly change: string;
  readonly undo: string;
  readonly undone: string;
}

/** Says the words of a step in the reader's language. */
export function useStepWords(): (step: DescribedStep) => StepWords {
  const say = useSay();
  return useCallback(
    ({ object, change, undo, phrases }) => {
      const about = say({ message: object, phrase: phrases?.object });
      const back = say({ message: undo, phrase: phrases?.undo });
      return {
        change: change === null ? about : `${about} → ${say({ message: change, phrase: phrases?.change })}`,
        undo: back,
        undone: `${about} → ${back}`,
      };
    },
    [say],
  );
}
