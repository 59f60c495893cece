// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { pointerPart, stringLength } from "../../guard/json-schema.js";

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
    if (!(data.contact !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/contact" })
      errorCount++
    }
    if (data.contact !== undefined) {
      if (!(typeof data.contact === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/contact/type", instanceLocation: "#/contact" })
        errorCount++
      }
      else {
        if (data.contact.length > 24 && stringLength(data.contact) > 24) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/contact/maxLength", instanceLocation: "#/contact" })
          errorCount++
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "contact") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

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
    if (!(data.result !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/result" })
      errorCount++
    }
    if (data.result !== undefined) {
      if (!Array.isArray(data.result)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/result/type", instanceLocation: "#/result" })
        errorCount++
      }
      else {
        for (let i = 0; i < data.result.length; i++) {
          if (!(Number.isInteger(data.result[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/result/items/type", instanceLocation: "#/result/"+i })
            errorCount++
          }
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "result") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
