/** The parts of @exodus/schemasafe 1.3.0 that its own types leave out. */
declare module "@exodus/schemasafe/src/compile.js" {
  type Scope = Readonly<Record<string, RegExp | ((...args: never[]) => unknown)>>;
  const compiler: {
    /** Compiles each schema into a function of the scope; `refs` are their names there. Throws on what it does not know. */
    compile(
      schemas: readonly object[],
      options: Readonly<Record<string, unknown>>,
    ): { readonly scope: Scope; readonly refs: readonly unknown[] };
  };
  export default compiler;
}

declare module "@exodus/schemasafe/src/pointer.js" {
  const pointer: { buildSchemas(schemas: readonly object[], extra: readonly object[]): Map<string, object> };
  export default pointer;
}

declare module "@exodus/schemasafe/src/javascript.js" {
  interface Code {
    toString(): string;
  }
  const javascript: { readonly types: Map<string, (name: Code) => Code> };
  export default javascript;
}

declare module "@exodus/schemasafe/src/safe-format.js" {
  const safeFormat: { format(template: string, ...values: unknown[]): { toString(): string } };
  export default safeFormat;
}
