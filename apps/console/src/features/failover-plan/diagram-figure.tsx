"use client";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { notify } from "@holdfast/ui/notify";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LazyPlanDiagram } from "./lazy-plan-diagram";

/** A plan as a picture beside its text, small enough to see its shape; it can be read in full size, and taken away as Mermaid. */
export function DiagramFigure({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useTranslations("failoverPlan.diagram");
  const [isLarge, setLarge] = useState(false);
  // Refused without a secure context or permission.
  const copy = () =>
    void (navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"))).then(
      () => notify({ tone: "good", title: t("copied"), detail: t("copiedHelp") }),
      () => notify({ tone: "bad", title: t("notCopied"), detail: t("notCopiedHelp") }),
    );
  return (
    <div className="flex flex-col gap-2">
      <LazyPlanDiagram text={text} label={label} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="s" onClick={copy}>
          {t("copy")}
        </Button>
        <Button size="s" onClick={() => setLarge(true)}>
          {t("enlarge")}
        </Button>
      </div>
      <Dialog isOpen={isLarge} onClose={() => setLarge(false)} title={label} size="l">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can only be pushed sideways must be reached by keyboard. */}
        <section aria-label={label} tabIndex={0} className="overflow-x-auto">
          <LazyPlanDiagram text={text} label={label} size="whole" />
        </section>
      </Dialog>
    </div>
  );
}
