"use client";
import type { PolicyView } from "@holdfast/contracts/policy";
import type { Failure } from "@holdfast/ui/rules/resolve-state";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";

/** The way to run the tests of the latest version again, and how the last try went. */
export interface TestRun {
  readonly run: () => void;
  readonly isBusy: boolean;
  readonly refusal: string | null;
  readonly failure: Failure | null;
}

/** Has a hub run the tests. What became of them comes with the event that says that it was kept. */
export function useTestRun(policy: PolicyView): TestRun {
  const { readFailure } = useUi();
  const test = useMutation(useTRPC().policy.test.mutationOptions());
  const refusal = useRefusal("policy:edit");
  return {
    run: () => test.mutate({ policyId: policy.id, version: policy.latestVersion }),
    isBusy: test.isPending,
    refusal,
    failure: test.error && readFailure(test.error),
  };
}
