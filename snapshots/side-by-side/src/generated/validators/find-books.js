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
    if (!(data.author !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/author" })
      errorCount++
    }
    if (data.author !== undefined) {
      if (!(typeof data.author === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/author/type", instanceLocation: "#/author" })
        errorCount++
      }
      else {
        if (data.author.length > 100 && stringLength(data.author) > 100) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/author/maxLength", instanceLocation: "#/author" })
          errorCount++
        }
        if (data.author.length < 1 || stringLength(data.author) < 1) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/author/minLength", instanceLocation: "#/author" })
          errorCount++
        }
      }
    }
    if (data.limit !== undefined) {
      if (!Number.isSafeInteger(data.limit)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/limit/type", instanceLocation: "#/limit" })
        errorCount++
      }
      else {
        if (!(1 <= data.limit)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/limit/minimum", instanceLocation: "#/limit" })
          errorCount++
        }
      }
    }
    else data.limit = 20
    if (data.in_stock !== undefined) {
      if (!(typeof data.in_stock === "boolean")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/in_stock/type", instanceLocation: "#/in_stock" })
        errorCount++
      }
    }
    else data.in_stock = false
    for (const key0 of Object.keys(data)) {
      if (key0 !== "author" && key0 !== "limit" && key0 !== "in_stock") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

/** @type {import("../../guard/tool.js").Validator} */
export const validateOutput = (() => {
const pattern0 = new RegExp("^-?[0-9]+$", "u");
const ref0 = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.rows !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/rows" })
      errorCount++
    }
    if (!(data.truncated !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/truncated" })
      errorCount++
    }
    if (data.rows !== undefined) {
      if (!Array.isArray(data.rows)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/rows/type", instanceLocation: "#/rows" })
        errorCount++
      }
      else {
        for (let i = 0; i < data.rows.length; i++) {
          if (!(typeof data.rows[i] === "object" && data.rows[i] && !Array.isArray(data.rows[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/rows/items/type", instanceLocation: "#/rows/"+i })
            errorCount++
          }
          else {
            if (!(data.rows[i].id !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/id" })
              errorCount++
            }
            if (!(data.rows[i].title !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/title" })
              errorCount++
            }
            if (!(data.rows[i].year !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/year" })
              errorCount++
            }
            if (!(data.rows[i].stock !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/stock" })
              errorCount++
            }
            if (data.rows[i].id !== undefined) {
              if (!(Number.isInteger(data.rows[i].id) || typeof data.rows[i].id === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/id/type", instanceLocation: "#/rows/"+i+"/id" })
                errorCount++
              }
              else {
                const prev0 = errorCount
                if (typeof data.rows[i].id === "string") {
                  if (errorCount === prev0) {
                    if (!(pattern0.test(data.rows[i].id))) {
                      if (validate.errors === null) validate.errors = []
                      validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/id/pattern", instanceLocation: "#/rows/"+i+"/id" })
                      errorCount++
                    }
                  }
                }
              }
            }
            if (data.rows[i].title !== undefined) {
              if (!(typeof data.rows[i].title === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/title/type", instanceLocation: "#/rows/"+i+"/title" })
                errorCount++
              }
            }
            if (data.rows[i].year !== undefined) {
              if (!(Number.isFinite(data.rows[i].year) || typeof data.rows[i].year === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/year/type", instanceLocation: "#/rows/"+i+"/year" })
                errorCount++
              }
            }
            if (data.rows[i].stock !== undefined) {
              if (!(Number.isFinite(data.rows[i].stock) || typeof data.rows[i].stock === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/stock/type", instanceLocation: "#/rows/"+i+"/stock" })
                errorCount++
              }
            }
            for (const key0 of Object.keys(data.rows[i])) {
              if (key0 !== "id" && key0 !== "title" && key0 !== "year" && key0 !== "stock") {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/additionalProperties", instanceLocation: "#/rows/"+i+"/"+pointerPart(key0) })
                errorCount++
              }
            }
          }
        }
      }
    }
    if (data.truncated !== undefined) {
      if (!(typeof data.truncated === "boolean")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/truncated/type", instanceLocation: "#/truncated" })
        errorCount++
      }
    }
    if (data.notice !== undefined) {
      if (!(typeof data.notice === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/notice/type", instanceLocation: "#/notice" })
        errorCount++
      }
    }
    for (const key1 of Object.keys(data)) {
      if (key1 !== "rows" && key1 !== "truncated" && key1 !== "notice") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key1) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
return ref0;
})();
