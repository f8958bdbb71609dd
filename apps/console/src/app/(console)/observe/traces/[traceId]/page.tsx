import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TracePage } from "../../../../../features/observe/trace-page";

const TRACE_ID = /^[0-9a-f]{1,32}$/i;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("observe.trace"))("one") };
}

export default async function Trace({ params }: { params: Promise<{ traceId: string }> }) {
  const { traceId } = await params;
  if (!TRACE_ID.test(traceId)) notFound();
  return <TracePage traceId={traceId} />;
}
