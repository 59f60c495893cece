/** The end of an output's name: `src/main.ts` → `ts`; `Dockerfile` → `Dockerfile`. */
export const languageOf = (path: string): string => {
  const file = path.slice(path.lastIndexOf("/") + 1);
  return file.slice(file.lastIndexOf(".") + 1);
};
