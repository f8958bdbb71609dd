import type { Platform } from "../platform";

/** Whether this console can serve: 200 when the store answers, 503 when it does not. Says nothing else. */
export async function handleHealth(platform: Platform): Promise<Response> {
  try {
    await platform.base.db.prisma.$queryRaw`SELECT 1`;
    return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
  } catch {
    return Response.json({ status: "unavailable" }, { status: 503, headers: { "cache-control": "no-store" } });
  }
}
