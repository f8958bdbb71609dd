"use client";
import { IconButton } from "@holdfast/ui/icon-button";
import { KeyCap } from "@holdfast/ui/key-cap";
import { Menu as MenuIcon, Search } from "lucide-react";
import type { Route } from "next";
import NextLink from "next/link";
import { useTranslations } from "next-intl";
import { BrandMark } from "../shared-brand/brand-mark";
import { LanguageMenu } from "../shared-preferences/language-menu";
import { ThemeMenu } from "../shared-preferences/theme-menu";
import type { Viewer } from "../shared-session/viewer";
import { ConnectionMark } from "./connection-mark";
import { UserMenu } from "./user-menu";

interface TopBarProps {
  readonly viewer: Viewer | null;
  readonly home: string;
  readonly onOpenNavigation: () => void;
  readonly onOpenPalette: () => void;
  readonly onWarmPalette: () => void;
}

/**
 * The bar that stays on top: the way home, the way to everything, whether the page is live, and who looks at it. Each has its
 * own track, so that nothing moves when the mark of the connection comes.
 */
export function TopBar({ viewer, home, onOpenNavigation, onOpenPalette, onWarmPalette }: TopBarProps) {
  const t = useTranslations("shell");
  const app = useTranslations("app");
  return (
    <header className="sticky top-0 z-30 grid h-12 grid-cols-[auto_minmax(0,1fr)_2rem] items-center gap-2 border-line border-b bg-canvas px-3 print:hidden sm:grid-cols-[1fr_minmax(0,28rem)_1fr]">
      <div className="flex items-center gap-2">
        <div className="md:hidden">
          <IconButton label={t("openNavigation")} icon={<MenuIcon aria-hidden="true" />} onClick={onOpenNavigation} tooltipSide="bottom" />
        </div>
        <NextLink
          href={home as Route}
          prefetch={false}
          aria-label={t("home")}
          className="flex items-center gap-2 rounded-m pr-2 font-semibold text-ink text-lead no-underline tracking-tight"
        >
          <BrandMark />
          <span className="max-sm:hidden">{app("name")}</span>
        </NextLink>
      </div>
      <button
        type="button"
        onClick={onOpenPalette}
        onPointerEnter={onWarmPalette}
        onFocus={onWarmPalette}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-8 w-full min-w-8 cursor-pointer items-center gap-2 rounded-m border border-line-strong bg-surface px-2.5 text-ink-soft hover:bg-hover"
      >
        <Search className="size-4 shrink-0" aria-hidden="true" />
        <span className="min-w-0 flex-1 truncate text-left">{t("openPalette")}</span>
        <span className="max-sm:hidden" aria-hidden="true">
          <KeyCap keys="mod+k" />
        </span>
      </button>
      <div className="flex items-center gap-1 sm:grid sm:grid-cols-[1fr_2rem_2rem_2rem]">
        <div className="min-w-0 justify-self-end">
          <ConnectionMark />
        </div>
        <span className="contents max-sm:hidden">
          <LanguageMenu />
          <ThemeMenu />
        </span>
        <UserMenu viewer={viewer} />
      </div>
    </header>
  );
}
