"use client";
import "./globals.css";

/** The last resort, when not even the layout could be drawn: no provider is there, so it speaks both languages. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Holdfast</title>
        <main className="mx-auto flex max-w-xl flex-col items-start gap-3 p-6">
          <h1 className="font-semibold text-title">Holdfast could not draw this page.</h1>
          <p>Nothing was changed in any cluster. The reason is in the log of the console.</p>
          <p lang="zh-CN">页面无法显示。没有任何集群被改动，原因见控制台日志。</p>
          <button type="button" onClick={() => retry()} className="h-8 cursor-pointer rounded-m bg-accent px-3 font-medium text-on-accent">
            Try again · 重试
          </button>
        </main>
      </body>
    </html>
  );
}
