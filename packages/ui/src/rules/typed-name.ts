/** Whether what was typed is the name, letter by letter. Blanks around it are forgiven, capitals are not. */
export const isNameTyped = (typed: string, name: string): boolean => name !== "" && typed.trim().normalize("NFC") === name.normalize("NFC");
