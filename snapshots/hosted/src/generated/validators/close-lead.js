// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { email } from "../../guard/formats.js";
import { pointerPart, stringLength } from "../../guard/json-schema.js";

/** @type {import("../../guard/tool.js").Validator} */
export const validateInput = (() => {
const format0 = email;
const ref0 = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.email !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/email" })
      errorCount++
    }
    if (!(data.won !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/won" })
      errorCount++
    }
    if (data.email !== undefined) {
      if (!(typeof data.email === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/email/type", instanceLocation: "#/email" })
        errorCount++
      }
      else {
        const prev0 = errorCount
        if (data.email.length > 254 && stringLength(data.email) > 254) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/email/maxLength", instanceLocation: "#/email" })
          errorCount++
        }
        if (errorCount === prev0) {
          if (!format0(data.email)) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/email/format", instanceLocation: "#/email" })
            errorCount++
          }
        }
      }
    }
    if (data.won !== undefined) {
      if (!(typeof data.won === "boolean")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/won/type", instanceLocation: "#/won" })
        errorCount++
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "email" && key0 !== "won") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
return ref0;
})();
