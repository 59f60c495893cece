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
    if (!(data.customer !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/customer" })
      errorCount++
    }
    if (!(data.lines !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/lines" })
      errorCount++
    }
    if (data.customer !== undefined) {
      if (!Number.isSafeInteger(data.customer)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/customer/type", instanceLocation: "#/customer" })
        errorCount++
      }
      else {
        if (!(1 <= data.customer)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/customer/minimum", instanceLocation: "#/customer" })
          errorCount++
        }
      }
    }
    if (data.lines !== undefined) {
      if (!Array.isArray(data.lines)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/lines/type", instanceLocation: "#/lines" })
        errorCount++
      }
      else {
        if (data.lines.length > 50) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/lines/maxItems", instanceLocation: "#/lines" })
          errorCount++
        }
        if (data.lines.length < 1) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/lines/minItems", instanceLocation: "#/lines" })
          errorCount++
        }
        for (let i = 0; i < data.lines.length; i++) {
          if (!(typeof data.lines[i] === "object" && data.lines[i] && !Array.isArray(data.lines[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/lines/items/type", instanceLocation: "#/lines/"+i })
            errorCount++
          }
          else {
            if (!(data.lines[i].product !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/lines/items/required", instanceLocation: "#/lines/"+i+"/product" })
              errorCount++
            }
            if (!(data.lines[i].count !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/lines/items/required", instanceLocation: "#/lines/"+i+"/count" })
              errorCount++
            }
            if (data.lines[i].product !== undefined) {
              if (!(typeof data.lines[i].product === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/lines/items/properties/product/type", instanceLocation: "#/lines/"+i+"/product" })
                errorCount++
              }
              else {
                if (data.lines[i].product.length > 40 && stringLength(data.lines[i].product) > 40) {
                  if (validate.errors === null) validate.errors = []
                  validate.errors.push({ keywordLocation: "#/properties/lines/items/properties/product/maxLength", instanceLocation: "#/lines/"+i+"/product" })
                  errorCount++
                }
              }
            }
            if (data.lines[i].count !== undefined) {
              if (!(Number.isSafeInteger(data.lines[i].count))) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/lines/items/properties/count/type", instanceLocation: "#/lines/"+i+"/count" })
                errorCount++
              }
              else {
                if (!(1 <= data.lines[i].count)) {
                  if (validate.errors === null) validate.errors = []
                  validate.errors.push({ keywordLocation: "#/properties/lines/items/properties/count/minimum", instanceLocation: "#/lines/"+i+"/count" })
                  errorCount++
                }
              }
            }
          }
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "customer" && key0 !== "lines") {
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
    if (!(data.id !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/id" })
      errorCount++
    }
    if (data.id !== undefined) {
      if (!Number.isInteger(data.id)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/id/type", instanceLocation: "#/id" })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
