const LEAST = 3;
const MOST = 500;

/** Whether a text is one that the server takes as a reason. */
export const isReason = (text: string): boolean => text.trim().length >= LEAST && text.trim().length <= MOST;
