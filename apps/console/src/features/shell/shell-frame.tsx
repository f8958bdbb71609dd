"use client";
import { CommandPalette, warmPalette } from "@holdfast/ui/command-palette";
import { Drawer } from "@holdfast/ui/dialog";
import { KeyboardLegend } from "@holdfast/ui/keyboard-legend";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { LanguageMenu } from "../shared-preferences/language-menu";
import { usePreferences } from "../shared-preferences/preferences-context";
import { ThemeMenu } from "../shared-preferences/theme-menu";
import type { Viewer } from "../shared-session/viewer";
import { FocusKeeper } from "./focus-keeper";
import { CONTENT_ID, RouteFocus } from "./route-focus";
import type { ScreenId } from "./screens";
import { SearchPalette } from "./search-palette";
import { ShellVerbs } from "./shell-verbs";
import { Navigation, Sidebar } from "./sidebar";
import { SkipLink } from "./skip-link";
import { TopBar } from "./top-bar";

interface ShellFrameProps {
  /** The screens of the navigation. */
  readonly ids: readonly ScreenId[];
  readonly viewer: Viewer | null;
  readonly children: ReactNode;
}

/** Fetches the palette when the first key of Ctrl+K or Cmd+K goes down: by the second it is mostly there. */
function useEarlyPalette(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => (event.key === "Control" || event.key === "Meta") && warmPalette();
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

/** What stands around every screen: the bar, the navigation, the palette, the legend and the keys. */
export function ShellFrame({ ids, viewer, children }: ShellFrameProps) {
  const t = useTranslations("shell");
  const { isSidebarNarrow, setSidebarNarrow } = usePreferences();
  const [layer, setLayer] = useState<"none" | "palette" | "legend" | "navigation">("none");
  const close = () => setLayer("none");
  useEarlyPalette();
  const turnSidebar = () => setSidebarNarrow(!isSidebarNarrow);
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <ShellVerbs ids={ids} onOpenPalette={() => setLayer("palette")} onOpenLegend={() => setLayer("legend")} onTurnSidebar={turnSidebar} />
      {ids.includes("search") && <SearchPalette />}
      <RouteFocus />
      <FocusKeeper />
      <TopBar
        viewer={viewer}
        home={ids.includes("fleet") ? "/" : "/settings"}
        onOpenNavigation={() => setLayer("navigation")}
        onOpenPalette={() => setLayer("palette")}
        onWarmPalette={warmPalette}
      />
      <div className="flex">
        <Sidebar ids={ids} isNarrow={isSidebarNarrow} onTurn={turnSidebar} />
        <main id={CONTENT_ID} tabIndex={-1} className="min-w-0 flex-1 px-4 py-4 outline-none sm:px-6 sm:py-5">
          {children}
        </main>
      </div>
      <Drawer
        isOpen={layer === "navigation"}
        onClose={close}
        title={t("navigation")}
        side="start"
        footer={
          <>
            <LanguageMenu />
            <ThemeMenu />
          </>
        }
      >
        <Navigation ids={ids} onLeave={close} />
      </Drawer>
      <CommandPalette isOpen={layer === "palette"} onClose={close} />
      <KeyboardLegend isOpen={layer === "legend"} onClose={close} />
    </div>
  );
}
