"use client";
import type { EnrolmentCommand } from "@holdfast/contracts/enrolment";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";

/** A token in hand, and when it ends by this browser's own clock. */
export interface HeldToken {
  readonly command: EnrolmentCommand;
  readonly endsAtMs: number;
}

/**
 * The way to a token. It is held by the component that asked and by nothing else: not by a cache, not by the address, not by
 * storage. Leaving the page forgets it.
 */
export function useEnrolmentToken() {
  const trpc = useTRPC();
  const { readFailure } = useUi();
  const [held, setHeld] = useState<HeldToken | null>(null);
  const issue = useMutation(
    trpc.cluster.issueToken.mutationOptions({
      gcTime: 0,
      onSuccess: (command) => setHeld({ command, endsAtMs: Date.now() + (command.expiresAt.getTime() - command.issuedAt.getTime()) }),
    }),
  );
  return {
    held,
    issue: (clusterId: EnrolmentCommand["clusterId"]) => issue.mutate({ clusterId }),
    forget: () => setHeld(null),
    isBusy: issue.isPending,
    failure: issue.error ? readFailure(issue.error) : null,
  };
}
