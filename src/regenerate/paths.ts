/**
 * Whether a path may be written below a project. Paths come from the spec, from templates and from the lock;
 * none of them is trusted, and what is written on Linux must check out on Windows and macOS.
 */

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file: also reserved with any extension.
const reservedOnWindows = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const forbiddenCharacters = /[\u0000-\u001f\u007f<>:"|?*\\]/;

/** Most paths: letters, digits, `_` and `-`, with single dots between them or before a name. */
const usual = /^(?:\.?[\w-]+(?:\.[\w-]+)*\/)*\.?[\w-]+(?:\.[\w-]+)*$/;
/** Segments that are looked at more closely: what Windows reserves, and git's own folder. */
const special = /(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|\.git)(?:[./]|$)/i;

/** Why `path` must not be written, or undefined when it is a plain relative path with forward slashes. */
export function pathProblem(path: string): string | undefined {
  if (path.length < 256 && usual.test(path) && !special.test(path)) return undefined;
  if (path === "") return "is empty";
  if (path.length > 1024) return "is longer than 1024 characters";
  if (path.startsWith("/")) return "is absolute";
  if (/^[A-Za-z]:/.test(path)) return "names a drive";
  if (forbiddenCharacters.test(path)) return "has a character that not every file system allows";
  for (const segment of path.split("/")) {
    if (segment === "") return "has an empty segment";
    if (segment === "." || segment === "..") return `has a "${segment}" segment`;
    if (/[. ]$/.test(segment)) return "has a segment that ends with a dot or a space";
    if (reservedOnWindows.test(segment)) return `has the segment "${segment}", which Windows reserves`;
    if (/^\.git$/i.test(segment)) return "is inside .git";
    if (segment.length > 255) return "has a segment longer than 255 characters";
  }
  return undefined;
}

/** The form in which two paths that a case-insensitive file system takes for one are equal. */
export function foldPath(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** Pairs that cannot both exist: equal but for case, or one a folder of the other. */
export function pathCollisions(paths: readonly string[]): readonly (readonly [string, string])[] {
  const files = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (const path of paths) {
    const folded = foldPath(path);
    const other = files.get(folded);
    if (other === undefined) files.set(folded, path);
    else pairs.push([other, path]);
  }
  for (const path of paths) {
    const segments = foldPath(path).split("/");
    for (let end = 1; end < segments.length; end++) {
      const other = files.get(segments.slice(0, end).join("/"));
      if (other !== undefined) pairs.push([other, path]);
    }
  }
  return pairs;
}

/** Sorts by code unit: the same on every machine, whatever its language. */
export function byPath(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
