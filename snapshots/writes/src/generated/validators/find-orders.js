// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { pointerPart } from "../../guard/json-schema.js";

/** @type {import("../../guard/tool.js").Validator} */
export const validateInput = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.ids !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/ids" })
      errorCount++
    }
    if (data.ids !== undefined) {
      if (!Array.isArray(data.ids)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/ids/type", instanceLocation: "#/ids" })
        errorCount++
      }
      else {
        if (data.ids.length > 100) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/ids/maxItems", instanceLocation: "#/ids" })
          errorCount++
        }
        if (data.ids.length < 1) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/ids/minItems", instanceLocation: "#/ids" })
          errorCount++
        }
        for (let i = 0; i < data.ids.length; i++) {
          if (!(Number.isSafeInteger(data.ids[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/ids/items/type", instanceLocation: "#/ids/"+i })
            errorCount++
          }
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "ids") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

export { validateOutput } from "./list-orders.js";
