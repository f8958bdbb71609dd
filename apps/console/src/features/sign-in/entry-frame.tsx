"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BrandMark } from "../shared-brand/brand-mark";
import { LanguageMenu } from "../shared-preferences/language-menu";
import { ThemeMenu } from "../shared-preferences/theme-menu";

interface EntryFrameProps {
  readonly title: string;
  readonly description: string;
  readonly children: ReactNode;
}

/** What stands around the pages before the console: the name, one form, language and theme. */
export function EntryFrame({ title, description, children }: EntryFrameProps) {
  const t = useTranslations("app");
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between gap-4 px-4 py-3 sm:px-6">
        <span className="flex items-center gap-2 font-semibold text-lead tracking-tight">
          <BrandMark />
          {t("name")}
        </span>
        <span className="flex gap-1">
          <LanguageMenu />
          <ThemeMenu />
        </span>
      </header>
      <main className="flex flex-1 items-start justify-center px-4 pt-[8vh] pb-8">
        <div className="w-full max-w-96">
          <h1 className="font-semibold text-title tracking-tight">{title}</h1>
          <p className="mt-0.5 pb-3 text-ink-soft">{description}</p>
          <div className="tick-rule" aria-hidden="true" />
          <div className="mt-5">{children}</div>
        </div>
      </main>
    </div>
  );
}
