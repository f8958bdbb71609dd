/** The environment of this process. It is read here and nowhere else. */
export const processEnvironment = (): Readonly<Record<string, string | undefined>> => process.env;
