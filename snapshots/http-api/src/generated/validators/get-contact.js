// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { pointerPart, stringLength } from "../../guard/json-schema.js";

/** @type {import("../../guard/tool.js").Validator} */
export const validateInput = (() => {
const pattern0 = new RegExp("^[0-9a-f]{24}$", "u");
const ref0 = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.id !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/id" })
      errorCount++
    }
    if (data.id !== undefined) {
      if (!(typeof data.id === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/id/type", instanceLocation: "#/id" })
        errorCount++
      }
      else {
        const prev0 = errorCount
        if (data.id.length > 24 && stringLength(data.id) > 24) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/id/maxLength", instanceLocation: "#/id" })
          errorCount++
        }
        if (errorCount === prev0) {
          if (!pattern0.test(data.id)) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/id/pattern", instanceLocation: "#/id" })
            errorCount++
          }
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "id") {
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
    if (!(data.name !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/name" })
      errorCount++
    }
    if (data.name !== undefined) {
      if (!(typeof data.name === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/name/type", instanceLocation: "#/name" })
        errorCount++
      }
    }
    if (data.email !== undefined) {
      if (!(typeof data.email === "string" || data.email === null)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/email/type", instanceLocation: "#/email" })
        errorCount++
      }
    }
    if (data.company !== undefined) {
      if (!(typeof data.company === "object" && data.company && !Array.isArray(data.company))) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/company/type", instanceLocation: "#/company" })
        errorCount++
      }
      else {
        if (data.company.name !== undefined) {
          if (!(typeof data.company.name === "string")) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/company/properties/name/type", instanceLocation: "#/company/name" })
            errorCount++
          }
        }
      }
    }
  }
  return errorCount === 0
};
