"use client";
import { PageHeader } from "@holdfast/ui/page-header";
import type { ComponentType } from "react";
import { LanguageMenu } from "../shared-preferences/language-menu";
import { ThemeMenu } from "../shared-preferences/theme-menu";
import { ControlsPart } from "./controls-part";
import { FiguresPart } from "./figures-part";
import { FormsPart } from "./forms-part";
import { FoundationsPart } from "./foundations-part";
import { LayersPart } from "./layers-part";
import { ListsPart } from "./lists-part";
import type { GalleryPartId } from "./parts";
import { ShellPart } from "./shell-part";
import { StatesPart } from "./states-part";
import { TextPart } from "./text-part";

const parts: Readonly<Record<Exclude<GalleryPartId, "shell">, ComponentType>> = {
  foundations: FoundationsPart,
  controls: ControlsPart,
  forms: FormsPart,
  layers: LayersPart,
  lists: ListsPart,
  states: StatesPart,
  figures: FiguresPart,
  text: TextPart,
};

/** One part of the gallery. The shell is shown as it is, the others under a plain header. */
export function GalleryPart({ part }: { readonly part: GalleryPartId }) {
  if (part === "shell") return <ShellPart />;
  const Part = parts[part];
  return (
    <main className="mx-auto flex max-w-6xl flex-col gap-6 p-4 sm:p-6">
      <PageHeader
        title={part}
        actions={
          <>
            <LanguageMenu />
            <ThemeMenu />
          </>
        }
      />
      <Part />
    </main>
  );
}
