"use client";
import { IconButton } from "@holdfast/ui/icon-button";
import { Tooltip } from "@holdfast/ui/tooltip";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import type { Route } from "next";
import NextLink from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ScreenIcon } from "./screen-icon";
import { navigation, type Screen, type ScreenId, screenAt } from "./screens";

interface NavigationProps {
  readonly ids: readonly ScreenId[];
  readonly isNarrow?: boolean;
  /** Called when a way was chosen, so that a drawer can close. */
  readonly onLeave?: () => void;
}

function Entry({ screen, isNarrow, onLeave }: { readonly screen: Screen } & Omit<NavigationProps, "ids">) {
  const t = useTranslations("nav");
  const router = useRouter();
  const isCurrent = screenAt(usePathname())?.id === screen.id;
  const name = t(screen.id);
  // Fetched when somebody is about to go there, and not all ten with every page.
  const fetchAhead = () => router.prefetch(screen.href as Route);
  const link = (
    <NextLink
      href={screen.href as Route}
      prefetch={false}
      onPointerEnter={fetchAhead}
      onFocus={fetchAhead}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={isNarrow ? name : undefined}
      onClick={onLeave}
      className={`relative flex h-8 items-center gap-2.5 rounded-m px-2.5 no-underline ${
        isCurrent
          ? "bg-selected font-semibold text-ink before:absolute before:inset-y-1.5 before:left-0 before:w-[3px] before:rounded-full before:bg-accent"
          : "text-ink-soft hover:bg-hover hover:text-ink"
      }`}
    >
      <ScreenIcon id={screen.id} />
      {!isNarrow && <span className="truncate">{name}</span>}
    </NextLink>
  );
  return (
    <li>
      {isNarrow ? (
        <Tooltip text={name} side="right">
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  );
}

/** The screens by group. */
export function Navigation({ ids, isNarrow = false, onLeave }: NavigationProps) {
  const t = useTranslations("nav");
  return (
    <nav aria-label={t("label")} className="flex flex-col gap-3">
      {navigation(ids).map(({ group, screens }) => (
        <div key={group} className={group === "self" ? "mt-auto" : ""}>
          {!isNarrow && group !== "self" && (
            <p id={`nav-${group}`} className="px-2.5 pb-1 font-medium text-ink-soft text-small">
              {t(`group.${group}`)}
            </p>
          )}
          {isNarrow && <div className="mx-2.5 mb-2 border-line border-t" aria-hidden="true" />}
          <ul
            aria-label={isNarrow || group === "self" ? t(`group.${group}`) : undefined}
            aria-labelledby={isNarrow || group === "self" ? undefined : `nav-${group}`}
            className="flex flex-col gap-px"
          >
            {screens.map((screen) => (
              <Entry key={screen.id} screen={screen} isNarrow={isNarrow} onLeave={onLeave} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

interface SidebarProps {
  readonly ids: readonly ScreenId[];
  readonly isNarrow: boolean;
  readonly onTurn: () => void;
}

/** The navigation at the side of a wide window: names, or marks only. */
export function Sidebar({ ids, isNarrow, onTurn }: SidebarProps) {
  const t = useTranslations("shell");
  return (
    <aside
      className={`sticky top-12 hidden h-[calc(100dvh-3rem)] shrink-0 flex-col justify-between border-line border-r md:flex print:hidden ${isNarrow ? "w-14" : "w-52"}`}
    >
      <div className="min-h-0 flex-1 overflow-y-auto px-2 py-3">
        <Navigation ids={ids} isNarrow={isNarrow} />
      </div>
      <div className="flex justify-end px-3 py-2">
        <IconButton
          label={isNarrow ? t("sidebarWide") : t("sidebarNarrow")}
          icon={isNarrow ? <PanelLeftOpen aria-hidden="true" /> : <PanelLeftClose aria-hidden="true" />}
          onClick={onTurn}
          tooltipSide="right"
        />
      </div>
    </aside>
  );
}
