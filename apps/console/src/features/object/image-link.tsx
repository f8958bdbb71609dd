"use client";
import { Link } from "@holdfast/ui/link";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { useTranslations } from "next-intl";
import { imageHref } from "../shared-search/search-href";

/** An image, which leads to everything that runs it, over all clusters. */
export function ImageLink({ image }: { readonly image: string }) {
  const t = useTranslations("object");
  return (
    <Link href={imageHref(image)}>
      <span className="break-all font-mono text-small" title={t("whereItRuns")}>
        {visibleName(image)}
      </span>
    </Link>
  );
}
