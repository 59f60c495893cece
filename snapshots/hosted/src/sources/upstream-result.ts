/** Which properties stay: all (`true`), these of an object, or these of each item of a list. */
export type Keep = true | readonly [Keep] | { readonly [property: string]: Keep };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a JSON pointer (RFC 6901) leads to; `undefined` when it leads nowhere. */
export const at = (value: unknown, pointer: string): unknown => {
  let found = value;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(found))
      found = /^(?:0|[1-9]\d{0,9})$/.test(key) ? found[Number(key)] : undefined;
    else if (isObject(found) && Object.hasOwn(found, key)) found = found[key];
    else return undefined;
  }
  return found;
};

/** An object with properties from elsewhere in the value; of a list, one for each item. */
export const mapped = (value: unknown, map: Readonly<Record<string, string>>): unknown => {
  if (Array.isArray(value)) return value.map((item) => mapped(item, map));
  const entries = Object.entries(map).map(([name, pointer]) => [name, at(value, pointer)] as const);
  return Object.fromEntries(entries.filter(([, found]) => found !== undefined));
};

/** The value without the properties that nobody promised, whatever the service adds to its answers. */
export const kept = (value: unknown, keep: Keep): unknown => {
  if (keep === true) return value;
  if (Array.isArray(keep)) {
    const [item] = keep as readonly [Keep];
    return Array.isArray(value) ? value.map((one) => kept(one, item)) : value;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(keep).flatMap(([name, inner]) =>
    Object.hasOwn(value, name) ? [[name, kept(value[name], inner as Keep)] as const] : [],
  );
  return Object.fromEntries(entries);
};
