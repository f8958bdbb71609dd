/** A request to one of the signal APIs, free of any server: the form of a POST is already among the parameters. */
export interface ApiRequest {
  readonly method: string;
  /** Below the source's own root, for example `/api/v1/query`. */
  readonly path: string;
  readonly params: URLSearchParams;
}

/** What to send back. */
export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** One signal source's HTTP API. It always answers; it never throws for what a client sent. */
export type ApiHandler = (request: ApiRequest) => Promise<ApiAnswer>;

/** A JSON answer. */
export const json = (status: number, body: unknown): ApiAnswer => ({
  status,
  contentType: "application/json",
  body: JSON.stringify(body),
});

/** A plain text answer. */
export const text = (status: number, body: string): ApiAnswer => ({ status, contentType: "text/plain; charset=utf-8", body });
