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
    if (!(data.text !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/text" })
      errorCount++
    }
    if (data.text !== undefined) {
      if (!(typeof data.text === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/text/type", instanceLocation: "#/text" })
        errorCount++
      }
      else {
        if (data.text.length > 80 && stringLength(data.text) > 80) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/text/maxLength", instanceLocation: "#/text" })
          errorCount++
        }
        if (data.text.length < 2 || stringLength(data.text) < 2) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/text/minLength", instanceLocation: "#/text" })
          errorCount++
        }
      }
    }
    if (data.tags !== undefined) {
      if (!Array.isArray(data.tags)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/tags/type", instanceLocation: "#/tags" })
        errorCount++
      }
      else {
        if (data.tags.length > 10) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/tags/maxItems", instanceLocation: "#/tags" })
          errorCount++
        }
        for (let i = 0; i < data.tags.length; i++) {
          if (!(typeof data.tags[i] === "string")) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/tags/items/type", instanceLocation: "#/tags/"+i })
            errorCount++
          }
          else {
            if (data.tags[i].length > 40 && stringLength(data.tags[i]) > 40) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/tags/items/maxLength", instanceLocation: "#/tags/"+i })
              errorCount++
            }
          }
        }
      }
    }
    if (data.cursor !== undefined) {
      if (!(typeof data.cursor === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/cursor/type", instanceLocation: "#/cursor" })
        errorCount++
      }
      else {
        if (data.cursor.length > 200 && stringLength(data.cursor) > 200) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/cursor/maxLength", instanceLocation: "#/cursor" })
          errorCount++
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "text" && key0 !== "tags" && key0 !== "cursor") {
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
            if (!(data.result[i].id !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/result/items/required", instanceLocation: "#/result/"+i+"/id" })
              errorCount++
            }
            if (!(data.result[i].name !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/result/items/required", instanceLocation: "#/result/"+i+"/name" })
              errorCount++
            }
            if (data.result[i].id !== undefined) {
              if (!(typeof data.result[i].id === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/result/items/properties/id/type", instanceLocation: "#/result/"+i+"/id" })
                errorCount++
              }
            }
            if (data.result[i].name !== undefined) {
              if (!(typeof data.result[i].name === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/result/items/properties/name/type", instanceLocation: "#/result/"+i+"/name" })
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
