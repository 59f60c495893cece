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
    if (!(data.words !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/words" })
      errorCount++
    }
    if (data.words !== undefined) {
      if (!(typeof data.words === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/words/type", instanceLocation: "#/words" })
        errorCount++
      }
      else {
        if (data.words.length > 200 && stringLength(data.words) > 200) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/words/maxLength", instanceLocation: "#/words" })
          errorCount++
        }
      }
    }
    if (data.open !== undefined) {
      if (!(typeof data.open === "boolean")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/open/type", instanceLocation: "#/open" })
        errorCount++
      }
    }
    else data.open = true
    if (data.page !== undefined) {
      if (!Number.isSafeInteger(data.page)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/page/type", instanceLocation: "#/page" })
        errorCount++
      }
      else {
        if (!(1 <= data.page)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/page/minimum", instanceLocation: "#/page" })
          errorCount++
        }
      }
    }
    else data.page = 1
    for (const key0 of Object.keys(data)) {
      if (key0 !== "words" && key0 !== "open" && key0 !== "page") {
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
          if (!(typeof data.result[i] === "object" && data.result[i] && !Array.isArray(data.result[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/result/items/type", instanceLocation: "#/result/"+i })
            errorCount++
          }
          else {
            if (data.result[i].number !== undefined) {
              if (!(Number.isInteger(data.result[i].number))) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/result/items/properties/number/type", instanceLocation: "#/result/"+i+"/number" })
                errorCount++
              }
            }
            if (data.result[i].subject !== undefined) {
              if (!(typeof data.result[i].subject === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/result/items/properties/subject/type", instanceLocation: "#/result/"+i+"/subject" })
                errorCount++
              }
            }
          }
        }
      }
    }
    if (data.next !== undefined) {
      if (!(typeof data.next === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/next/type", instanceLocation: "#/next" })
        errorCount++
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "result" && key0 !== "next") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
