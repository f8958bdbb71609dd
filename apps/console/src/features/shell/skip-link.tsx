import { useTranslations } from "next-intl";
import { CONTENT_ID } from "./route-focus";

/** The first stop of the tab key: past the navigation. */
export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a
      href={`#${CONTENT_ID}`}
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-m bg-accent px-3 py-1.5 font-medium text-on-accent no-underline focus-visible:translate-y-0"
    >
      {t("skip")}
    </a>
  );
}
