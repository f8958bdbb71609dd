"use client";
import type { EditPreview } from "@holdfast/contracts/object";
import type { TextProblem } from "@holdfast/ui/code-editor";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { readProblems } from "../shared-yaml/yaml-problems";

interface EditDraft {
  /** How the object was when the reader began. */
  readonly baseYaml: string;
  readonly yaml: string;
}

/** An edit on its way to an order: its text, and what the cluster said of it last. */
export interface EditSession extends EditDraft {
  readonly change: (yaml: string) => void;
  /** Begins anew with how the object is now; what was written is gone. */
  readonly startFrom: (yaml: string) => void;
  readonly tryOut: () => void;
  readonly isTrying: boolean;
  /** What the cluster said of the text as it is now; null before it was asked, and after another letter was typed. */
  readonly preview: EditPreview | null;
  readonly problems: readonly TextProblem[];
  /** Why it could not be tried, in the server's words, where it is no place of the text. */
  readonly failure: string | null;
}

/** Lets the cluster try an edited text. Nothing is written: what it would change comes back. */
export function useEditPreview({ clusterId, uid }: { readonly clusterId: string; readonly uid: string }, yaml: string): EditSession {
  const { readFailure } = useUi();
  const [draft, setDraft] = useState<EditDraft>({ baseYaml: yaml, yaml });
  const trial = useMutation(useTRPC().object.previewEdit.mutationOptions());
  const write = (next: EditDraft) => {
    trial.reset();
    setDraft(next);
  };
  const message = trial.error ? readFailure(trial.error).message : null;
  const problems = message === null ? null : readProblems(message);
  return {
    ...draft,
    change: (next) => write({ ...draft, yaml: next }),
    startFrom: (next) => write({ baseYaml: next, yaml: next }),
    tryOut: () => trial.mutate({ clusterId, uid, ...draft }),
    isTrying: trial.isPending,
    preview: trial.data ?? null,
    problems: problems ?? [],
    failure: problems === null ? message : null,
  };
}
