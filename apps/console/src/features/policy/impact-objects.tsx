"use client";
import type { ImpactFinding } from "@holdfast/contracts/policy-impact";
import { Button } from "@holdfast/ui/button";
import { Drawer } from "@holdfast/ui/dialog";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useState } from "react";

/** How many objects a finding is about; pressed, it names every one of them. */
export function ImpactObjects({ finding }: { readonly finding: ImpactFinding }) {
  const t = useTranslations("policy.impact");
  const [isOpen, setIsOpen] = useState(false);
  const { clusterName, kind, message, names, namespace, policyName, workload } = finding;
  const count = t("named", { count: names.length, kind });
  return (
    <>
      <Button size="s" variant="quiet" onClick={() => setIsOpen(true)}>
        {count}
      </Button>
      <Drawer
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={`${workload.kind} ${workload.name}`}
        description={t("where", { cluster: clusterName, namespace: namespace ?? "—", policy: policyName })}
      >
        <Stack gap="s">
          <p className="break-words">
            <OutsideText>{message}</OutsideText>
          </p>
          <ul aria-label={count} className="flex flex-col gap-1">
            {names.map((name) => (
              <li key={name} className="break-all font-mono">
                <OutsideText>{name}</OutsideText>
              </li>
            ))}
          </ul>
        </Stack>
      </Drawer>
    </>
  );
}
