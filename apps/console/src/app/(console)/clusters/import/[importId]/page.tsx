import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ImportResultPage } from "../../../../../features/import/import-result-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("import"))("crumb") };
}

export default async function ImportResult({ params }: { params: Promise<{ importId: string }> }) {
  const importId = z.uuid().safeParse((await params).importId);
  if (!importId.success) notFound();
  return <ImportResultPage importId={importId.data} />;
}
