import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import NextLink from "next/link";
import { useTranslations } from "next-intl";

/** An address that leads nowhere, and a way back. Drawn by the server alone: every page carries it, and few readers see it. */
export function MissingPage() {
  const t = useTranslations("failures");
  return (
    <Stack gap="m">
      <PageHeader title={t("missingTitle")} />
      <p className="max-w-[60ch]">{t("missing")}</p>
      <p>
        <NextLink href="/" prefetch={false} className="text-accent-ink underline underline-offset-2">
          {t("home")}
        </NextLink>
      </p>
    </Stack>
  );
}
