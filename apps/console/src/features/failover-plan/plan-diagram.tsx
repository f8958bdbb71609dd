"use client";
import { LiveRegion } from "@holdfast/ui/live-region";
import { Notice } from "@holdfast/ui/notice";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { diagramLook } from "./diagram-look";
import { drawMermaid } from "./draw-mermaid";

/** What Mermaid made, in a tree of its own: its ids and classes touch nothing of the page. */
function put(host: HTMLElement, svg: string): void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(diagramLook);
  root.adoptedStyleSheets = [sheet];
  // Mermaid's strict level has sanitised it; the labels were escaped by the server before.
  root.innerHTML = svg;
}

export interface PlanDiagramProps {
  readonly text: string;
  readonly label: string;
  /** `whole`: as large as its words are read best, and pushed where there is no room. */
  readonly size?: "fit" | "whole";
}

/** A plan as a picture. Everything in it stands as text beside it too, so a screen reader gets its name only. */
export function PlanDiagram({ text, label, size = "fit" }: PlanDiagramProps) {
  const t = useTranslations("failoverPlan.diagram");
  const { nonce } = useUi();
  const host = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"drawing" | "drawn" | "failed">("drawing");
  useEffect(() => {
    let isGone = false;
    drawMermaid(text, nonce ?? "").then(
      (svg) => {
        if (isGone || host.current === null) return;
        put(host.current, svg);
        setState("drawn");
      },
      () => !isGone && setState("failed"),
    );
    return () => {
      isGone = true;
    };
  }, [text, nonce]);
  return (
    <div className="min-h-40">
      <LiveRegion>{state === "drawing" ? t("drawing") : ""}</LiveRegion>
      {state === "drawing" && <SkeletonText lines={6} />}
      {state === "failed" && <Notice tone="caution" shape="triangle" title={t("failed")} />}
      <div ref={host} role="img" aria-label={label} data-size={size} hidden={state !== "drawn"} />
    </div>
  );
}
