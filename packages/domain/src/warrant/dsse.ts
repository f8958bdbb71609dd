/** What a DSSE signature is over: the pre-authentication encoding of the type and the payload (DSSE v1.0.2). */
export const preAuthentication = (type: string, payload: string): string =>
  `DSSEv1 ${Buffer.byteLength(type)} ${type} ${Buffer.byteLength(payload)} ${payload}`;
