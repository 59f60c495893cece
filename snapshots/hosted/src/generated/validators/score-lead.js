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
    for (const key0 of Object.keys(data)) {
      if (key0 !== "email") {
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

/** @type {import("../../guard/tool.js").Validator} */
export const validateOutput = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.score !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/score" })
      errorCount++
    }
    if (data.score !== undefined) {
      if (!Number.isInteger(data.score)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/score/type", instanceLocation: "#/score" })
        errorCount++
      }
      else {
        if (!(0 <= data.score)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/score/minimum", instanceLocation: "#/score" })
          errorCount++
        }
        if (!(100 >= data.score)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/score/maximum", instanceLocation: "#/score" })
          errorCount++
        }
      }
    }
  }
  return errorCount === 0
};
