"use client";
import type { PolicyView } from "@holdfast/contracts/policy";
import type { Failure } from "@holdfast/ui/rules/resolve-state";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";

/** The way to a new preview of the latest version, and how the last try went. */
export interface Preview {
  readonly run: () => void;
  readonly isBusy: boolean;
  readonly refusal: string | null;
  readonly failure: Failure | null;
}

/** Asks every chosen cluster for a dry run. The answers come with the event that says that they were kept. */
export function usePreview(policy: PolicyView): Preview {
  const { readFailure } = useUi();
  const preview = useMutation(useTRPC().policy.preview.mutationOptions());
  const refusal = useRefusal("policy:push");
  return {
    run: () => preview.mutate({ policyId: policy.id, version: policy.latestVersion }),
    isBusy: preview.isPending,
    refusal,
    failure: preview.error && readFailure(preview.error),
  };
}
