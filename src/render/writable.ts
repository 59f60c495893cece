/** Databases that handlers may change. */

export const isWritable = ({ kind, access }: { readonly kind: string; readonly access?: string }): boolean =>
  kind !== "http" && access === "write";
