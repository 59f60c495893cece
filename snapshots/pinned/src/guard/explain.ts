import { follow, keywordOf, kindOf, place, sentence, types } from "./sentence.js";
import type { ValidationError } from "./tool.js";

const problemsShown = 5;
const formsShown = 3;

type Problems = readonly ValidationError[];

const offersForms = (error: ValidationError): boolean =>
  /^(?:anyOf|oneOf|not|if)$/.test(keywordOf(error));

/** Whether a problem belongs to one of the forms that another one offers. */
const isWithin = (whole: ValidationError, { keywordLocation, instanceLocation }: ValidationError) =>
  keywordLocation.startsWith(`${whole.keywordLocation}/`) &&
  `${instanceLocation}/`.startsWith(`${whole.instanceLocation}/`);

/** Problems by the form that they belong to. */
const byForm = (whole: ValidationError, inner: Problems): readonly Problems[] => {
  const forms = new Map<string, ValidationError[]>();
  for (const error of inner) {
    const [index = ""] = error.keywordLocation.slice(whole.keywordLocation.length + 1).split("/");
    forms.set(index, [...(forms.get(index) ?? []), error]);
  }
  return [...forms.values()];
};

/** Explains with the schema that was not met and the arguments that did not. */
const explainer = (schema: unknown, args: unknown) => {
  /** Why none of several forms fits: what is wrong with the one that is meant, if that can be told. */
  const ofForms = (whole: ValidationError, inner: Problems): readonly string[] => {
    const name = place(whole.instanceLocation);
    if (inner.length === 0) {
      return keywordOf(whole) === "oneOf"
        ? [`${name} fits several of the allowed forms, and must fit one`]
        : [sentence(whole, schema, args)];
    }
    const isHere = (error: ValidationError): boolean =>
      error.instanceLocation === whole.instanceLocation && keywordOf(error) === "type";
    const forms = byForm(whole, inner);
    const ofType = forms.filter((form) => !form.some(isHere));
    if (ofType.length === 0) {
      const named = inner.filter(isHere).flatMap((error) => follow(schema, pointer(error)).at(-1));
      const got = follow(args, whole.instanceLocation).at(-1);
      return [`${name} must be ${types([...new Set(named)])}, not ${kindOf(got)}`];
    }
    // Of the right type: what is meant is told by the constant by which they differ.
    const isConstant = (error: ValidationError): boolean => keywordOf(error) === "const";
    const meant = ofType.filter((form) => !form.some(isConstant));
    if (meant.length === 1) return problems(meant[0] ?? []);
    const asked = meant.length > 0 ? meant : ofType.map((form) => form.filter(isConstant));
    const each = asked.map((form) => problems(form).join(" and "));
    const more = each.length - formsShown;
    const shown = [
      ...each.slice(0, formsShown),
      ...(more > 0 ? [`one of ${more} more forms`] : []),
    ];
    return [shown.join(", or ")];
  };

  const problems = (errors: Problems): readonly string[] => {
    const wholes = errors.filter(offersForms);
    const outer = errors.filter((error) => !wholes.some((whole) => isWithin(whole, error)));
    const sentences = outer.flatMap((error) =>
      offersForms(error)
        ? ofForms(
            error,
            errors.filter((inner) => isWithin(error, inner)),
          )
        : [sentence(error, schema, args)],
    );
    return [...new Set(sentences)];
  };
  return problems;
};

const pointer = ({ keywordLocation }: ValidationError): string =>
  keywordLocation.replaceAll("/$ref", "");

/**
 * What is wrong with the arguments, in one message from which a model can correct all of it. Names what the
 * schema expects and never repeats a value, which may be long, hostile or secret.
 */
export const explain = (errors: Problems, schema: unknown, args: unknown): string => {
  const sentences = explainer(schema, args)(errors);
  const more = sentences.length - problemsShown;
  return [
    ...sentences.slice(0, problemsShown),
    ...(more > 0 ? [`and ${more} more problems`] : []),
  ].join("; ");
};
